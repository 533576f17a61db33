import Foundation

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The executable while it runs. Wait for it, or it stays.
struct RunningAssay {
  /// Why a wait was given up.
  struct TooLate: Error { let what: String }

  /// The longest that anything here is waited for, in seconds.
  private static let patience = 120.0

  fileprivate let process: pid_t
  private let place: String

  init(process: pid_t, place: String) {
    self.process = process
    self.place = place
  }

  /// What it has written to standard output so far.
  var output: String { (try? String(contentsOfFile: place + "/out", encoding: .utf8)) ?? "" }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(process, number) }

  /// Waits for its end.
  func wait() throws -> AssayProcess.Outcome {
    defer { try? FileManager.default.removeItem(atPath: place) }
    var status: Int32 = 0
    do {
      try Self.wait(for: "the end of the process") {
        let ended = waitpid(process, &status, WNOHANG)
        return ended == process || (ended < 0 && errno != EINTR)
      }
    } catch {
      signal(SIGKILL)
      waitpid(process, &status, 0)
      throw error
    }
    return AssayProcess.Outcome(
      status: (status & 0x7F) == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F), output: output,
      errors: try String(contentsOfFile: place + "/err", encoding: .utf8))
  }

  /// Looks again and again until a condition holds.
  static func wait(for what: String, until condition: () throws -> Bool) throws {
    let start = ContinuousClock.now
    while try !condition() {
      guard ContinuousClock.now - start < .seconds(patience) else { throw TooLate(what: what) }
      usleep(2000)
    }
  }
}

/// `assay serve` on a free port.
struct ServedProvider {
  let url: String
  let key: String
  let port: UInt16
  private let server: RunningAssay

  init(_ spec: String, _ options: String...) throws {
    server = try AssayProcess.start(["serve", spec, "--port", "0"] + options)
    let server = server
    try RunningAssay.wait(for: "the server's address") { server.output.hasSuffix(")\n") }
    // flexai at http://127.0.0.1:40123/v1 (key sk-…)
    let words = server.output.split(separator: " ").map(String.init)
    url = words[2]
    key = String(words[4].prefix { $0 != ")" })
    port = UInt16(url.split(separator: ":")[2].prefix { $0.isNumber }) ?? 0
  }

  /// Ends it.
  func stop() throws -> AssayProcess.Outcome {
    server.signal(SIGTERM)
    return try server.wait()
  }
}
