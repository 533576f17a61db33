/// The syntax tree of a regular expression.
indirect enum PatternSyntax: Sendable {
  case empty
  case set(ScalarSet)
  case sequence([PatternSyntax])
  case alternatives([PatternSyntax])
  /// `maximum` is `nil` where there is none.
  case repeated(PatternSyntax, minimum: Int, maximum: Int?, isLazy: Bool)
  /// A group that captures, with its number from 1.
  case group(PatternSyntax, Int)
  /// `\1` or `\k<name>`.
  case backReference(PatternReference)
  case textStart
  case textEnd
  case wordBoundary(isNegated: Bool)
  case look(PatternSyntax, isBehind: Bool, isNegated: Bool)
}

/// Which group a back-reference names.
enum PatternReference: Sendable, Hashable {
  case number(Int)
  case name(String)
}
