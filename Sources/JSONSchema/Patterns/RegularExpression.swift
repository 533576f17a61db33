/// A regular expression of ECMA-262 in Unicode mode, as JSON Schema asks for (core section 6.4).
///
/// Matching takes time in proportion to the text times the expression, whatever either is: there is
/// no backtracking. Beyond the grammar of Unicode mode it reads what ECMA-262 annex B lets pass and
/// what schemas in the wild hold: lone braces and escaped punctuation. Back-references are not
/// supported.
struct RegularExpression: Sendable {
  /// The expression as written.
  let source: String
  let syntax: PatternSyntax
  private let engine: Engine

  private enum Engine: Sendable {
    case runs(RunPattern)
    case program(PatternProgram)
  }

  /// Compiles an expression.
  init(_ source: String) throws(RegularExpressionError) {
    self.source = source
    var parser = PatternParser(source)
    syntax = try parser.parse()
    if let runs = RunPattern(syntax) {
      engine = .runs(runs)
    } else {
      engine = .program(try PatternProgram(syntax))
    }
  }

  /// Whether a text is a regular expression.
  static func isWellFormed(_ text: String) -> Bool {
    do {
      _ = try RegularExpression(text)
      return true
    } catch {
      return false
    }
  }

  /// Whether the expression matches anywhere in a text.
  ///
  /// False, too, where a match would take more steps than ``PatternMatcher/maximumSteps``.
  func matches(_ text: String) -> Bool {
    let fast = text.utf8.withContiguousStorageIfAvailable { matches($0) }
    if let fast { return fast }
    return Array(text.utf8).withUnsafeBufferPointer { matches($0) }
  }

  private func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch engine {
    case .runs(let runs): return runs.matches(bytes)
    case .program(let program):
      var matcher = PatternMatcher(bytes)
      return matcher.search(program)
    }
  }
}

/// Why a text is no regular expression.
struct RegularExpressionError: Error, Hashable {
  /// What is wrong, as a clause: `the group at character 3 is not closed`.
  let reason: String
}
