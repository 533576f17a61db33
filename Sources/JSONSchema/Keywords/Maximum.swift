import WireFormats

/// `maximum` (JSON Schema validation section 6.2.2): the greatest number allowed.
struct Maximum: Keyword {
  static let name = "maximum"
  let bound: NumericBound

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    bound = NumericBound(try site.number())
  }

  func holds(for number: JSONNumber) -> Bool { !bound.isBelow(number) }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .number(let number) = instance, !holds(for: number) else { return true }
    return evaluation.fail("at most \(bound.number.lexeme)", ValueDescription.short(instance))
  }
}
