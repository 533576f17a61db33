import WireFormats

/// `exclusiveMinimum` (JSON Schema validation section 6.2.5): the number that must not be reached from above.
struct ExclusiveMinimum: Keyword {
  static let name = "exclusiveMinimum"
  let bound: NumericBound

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    bound = NumericBound(try site.number())
  }

  func holds(for number: JSONNumber) -> Bool { bound.isBelow(number) }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .number(let number) = instance, !holds(for: number) else { return true }
    return evaluation.fail("more than \(bound.number.lexeme)", ValueDescription.short(instance))
  }
}
