import Running

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Where people read: results go to standard output, everything else to standard error.
struct Console: Sendable {
  /// Whether standard output is a terminal that wants colour.
  let isColoured: Bool
  /// Whether standard error is a terminal, so that progress can be drawn on one line.
  let isInteractive: Bool

  init() {
    let environment = Environment.current
    let plain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    isColoured = isatty(STDOUT_FILENO) == 1 && !plain && environment["TERM"] != "dumb"
    isInteractive = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
  }

  /// Writes to standard output, without a line end of its own.
  func write(_ text: String) { _ = Self.put(text, to: STDOUT_FILENO) }

  /// Writes to standard output what must not be lost. A reader that has gone away wants no more.
  func deliver(_ text: String) throws(FileAccess.Failure) {
    let code = Self.put(text, to: STDOUT_FILENO)
    guard code == 0 || code == EPIPE else {
      throw FileAccess.Failure(
        path: "standard output", action: "write", cause: String(cString: strerror(code)))
    }
  }

  /// Finds out whether standard output takes anything at all.
  func checkWritable() throws(FileAccess.Failure) {
    try FileAccess.checkWritable(descriptor: STDOUT_FILENO, name: "standard output")
  }

  /// Writes a line to standard error.
  func note(_ text: String) { _ = Self.put(text + "\n", to: STDERR_FILENO) }

  /// Writes to standard error as it is.
  func progress(_ text: String) { _ = Self.put(text, to: STDERR_FILENO) }

  /// Writes all of a text; returns the system's error number, 0 where there is none.
  private static func put(_ text: String, to descriptor: Int32) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { systemWrite(descriptor, $0, buffer.count) } ?? 0
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return errno }
      bytes = bytes.dropFirst(count)
    }
    return 0
  }

  private static func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int)
    -> Int
  {
    #if canImport(Glibc)
      return Glibc.write(descriptor, buffer, count)
    #else
      return Darwin.write(descriptor, buffer, count)
    #endif
  }
}

/// The process environment.
enum Environment {
  /// All variables.
  static var current: [String: String] {
    var variables: [String: String] = [:]
    var pointer = environ
    while let entry = pointer.pointee {
      let text = String(cString: entry)
      if let mark = text.firstIndex(of: "=") {
        variables[String(text[..<mark])] = String(text[text.index(after: mark)...])
      }
      pointer += 1
    }
    return variables
  }
}
