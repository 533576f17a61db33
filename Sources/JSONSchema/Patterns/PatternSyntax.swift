/// The syntax tree of a regular expression. Captures and greed are left out, as only whether there
/// is a match matters.
indirect enum PatternSyntax: Sendable {
  case empty
  case set(ScalarSet)
  case sequence([PatternSyntax])
  case alternatives([PatternSyntax])
  /// `maximum` is `nil` where there is none.
  case repeated(PatternSyntax, minimum: Int, maximum: Int?)
  case textStart
  case textEnd
  case wordBoundary(isNegated: Bool)
  case look(PatternSyntax, isBehind: Bool, isNegated: Bool)
}
