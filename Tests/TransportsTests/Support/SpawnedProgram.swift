import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A program that runs beside a test, with pipes to its input and output.
final class SpawnedProgram: Sendable {
  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private let hasEnded = Mutex(false)

  /// Starts a program that is looked up in the path. Its messages go nowhere.
  init(_ arguments: [String]) throws {
    var inputs: [Int32] = [-1, -1]
    var outputs: [Int32] = [-1, -1]
    guard pipe(&inputs) == 0, pipe(&outputs) == 0 else { throw ProgramError.cannotStart }
    for descriptor in [inputs[1], outputs[0]] {
      guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw ProgramError.cannotStart }
    }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inputs[0], 0)
    posix_spawn_file_actions_adddup2(&actions, outputs[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let result = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
    close(inputs[0])
    close(outputs[1])
    input = inputs[1]
    output = outputs[0]
    self.process = process
    guard result == 0 else { throw ProgramError.cannotStart }
  }

  deinit {
    kill()
    close(input)
    close(output)
  }

  /// Writes to the program's input.
  func write(_ text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { writeAll(input, $0) }
  }

  /// Reads the program's output until a text has come.
  func read(until mark: String) throws {
    var seen = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !seen.contains(mark) {
      let count = readSome(output, &buffer)
      guard count > 0 else { throw ProgramError.ended }
      seen += String(decoding: buffer[..<count], as: UTF8.self)
    }
  }

  /// Waits for the program's own end; returns whether it was successful.
  func wait() -> Bool {
    var status: Int32 = 0
    hasEnded.withLock { $0 = true }
    return waitpid(process, &status, 0) == process && status == 0
  }

  /// Ends the program at once, without a goodbye to anyone.
  func kill() {
    let isLate = hasEnded.withLock { ended in
      defer { ended = true }
      return ended
    }
    guard !isLate else { return }
    var status: Int32 = 0
    endProcess(process)
    waitpid(process, &status, 0)
  }
}

// Apart from the type, whose methods have the names of these functions.
private func endProcess(_ process: pid_t) { _ = kill(process, SIGKILL) }
private func readSome(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
  read(descriptor, &buffer, buffer.count)
}
private func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
    guard count > 0 else { return }
    rest = rest.dropFirst(count)
  }
}

enum ProgramError: Error {
  case cannotStart
  case ended
}
