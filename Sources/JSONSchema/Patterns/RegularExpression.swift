/// A regular expression of ECMA-262 in Unicode mode, as JSON Schema asks for (core section 6.4).
///
/// Matching takes time in proportion to the text times the expression, whatever either is; only one
/// with back-references is matched by trying one way after the other, with a bound on the steps.
/// Beyond the grammar of Unicode mode this reads what ECMA-262 annex B lets pass and what schemas in
/// the wild hold: lone braces and escaped punctuation.
struct RegularExpression: Sendable {
  /// The expression as written.
  let source: String
  let syntax: PatternSyntax
  private let engine: Engine

  private enum Engine: Sendable {
    case runs(RunPattern)
    case program(PatternProgram)
    case backtracking(PatternProgram, slotCount: Int)
  }

  /// Compiles an expression.
  init(_ source: String) throws(RegularExpressionError) {
    self.source = source
    var parser = PatternParser(source)
    syntax = try parser.parse()
    if let runs = RunPattern(syntax) {
      engine = .runs(runs)
    } else {
      var context = PatternProgram.Context(parser.groups)
      let program = try PatternProgram(syntax, &context)
      engine =
        context.hasReferences
        ? .backtracking(program, slotCount: context.slotCount) : .program(program)
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
  /// False, too, where the search would take more steps than are allowed
  /// (``PatternMatcher/maximumSteps``, ``PatternBacktracker/maximumSteps``).
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
    case .backtracking(let program, let slotCount):
      var backtracker = PatternBacktracker(bytes, slotCount: slotCount)
      return backtracker.search(program)
    }
  }
}

/// Why a text is no regular expression.
struct RegularExpressionError: Error, Hashable {
  /// What is wrong, as a clause: `the group at character 3 is not closed`.
  let reason: String
}
