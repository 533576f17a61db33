public import WireFormats

/// Why a file is not a recording that can be judged, and where.
public struct HARError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The place in the file; empty for the whole.
  public let pointer: JSONPointer
  /// What is wrong there and what would be right.
  public let problem: String

  /// Makes an error.
  public init(pointer: JSONPointer, problem: String) {
    self.pointer = pointer
    self.problem = problem
  }

  init(_ error: JSONSyntaxError) {
    pointer = JSONPointer()
    problem = "not JSON at line \(error.line), column \(error.column): \(error.reason)"
  }

  /// The place and the problem in one line.
  public var description: String {
    pointer.tokens.isEmpty ? problem : "\(pointer): \(problem)"
  }
}
