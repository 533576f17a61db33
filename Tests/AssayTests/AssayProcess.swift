import Foundation

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Runs the built executable, as a user would.
struct AssayProcess {
  /// What a run of the executable came to.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The executable beside the test bundle.
  static var executable: String {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent().appendingPathComponent("assay").path
  }

  /// A new, empty folder.
  static func temporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  /// Runs it to its end.
  ///
  /// - Parameter prelude: shell commands before it, for instance a limit: `ulimit -f 8`.
  static func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
    prelude: String = ":"
  ) throws -> Outcome {
    try start(arguments, in: folder, environment: environment, prelude: prelude).wait()
  }

  /// Starts it. posix_spawn, as waiting for a Foundation process costs 50 ms each time.
  static func start(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
    prelude: String = ":"
  ) throws -> RunningAssay {
    let place = try temporaryFolder()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, place + "/out", flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, place + "/err", flags, 0o600)
    var variables = ProcessInfo.processInfo.environment
    variables.merge(environment) { _, new in new }
    var process = pid_t()
    // The portable spawn cannot change the folder; a shell can.
    let script = "cd \"$0\" && \(prelude) && exec \"$@\""
    let command = ["/bin/sh", "-c", script, folder ?? ".", executable]
    let code = withCStrings(command + arguments) { words in
      withCStrings(variables.map { "\($0.key)=\($0.value)" }) { pairs in
        posix_spawn(&process, "/bin/sh", &actions, nil, words, pairs)
      }
    }
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    return RunningAssay(process: process, place: place)
  }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
