import WireFormats

/// `minimum` (JSON Schema validation section 6.2.4): the smallest number allowed.
struct Minimum: Keyword {
  static let name = "minimum"
  let bound: NumericBound

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    bound = NumericBound(try site.number())
  }

  func holds(for number: JSONNumber) -> Bool { !bound.isAbove(number) }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .number(let number) = instance, !holds(for: number) else { return true }
    return evaluation.fail("at least \(bound.number.lexeme)", ValueDescription.short(instance))
  }
}
