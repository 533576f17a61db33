import WireFormats

/// `exclusiveMaximum` (JSON Schema validation section 6.2.3): the number that must not be reached from below.
struct ExclusiveMaximum: Keyword {
  static let name = "exclusiveMaximum"
  let bound: NumericBound

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    bound = NumericBound(try site.number())
  }

  func holds(for number: JSONNumber) -> Bool { bound.isAbove(number) }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .number(let number) = instance, !holds(for: number) else { return true }
    return evaluation.fail("less than \(bound.number.lexeme)", ValueDescription.short(instance))
  }
}
