import WireFormats

/// `multipleOf` (JSON Schema validation section 6.2.1): the number divided by this must be an
/// integer. Reckoned in exact decimals: 0.3 is a multiple of 0.1.
struct MultipleOf: Keyword {
  static let name = "multipleOf"
  let divisor: JSONNumber
  private let decimal: Decimal

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    divisor = try site.number()
    decimal = Decimal(lexeme: divisor.lexeme)
    guard !decimal.isNegative, !decimal.digits.isEmpty else {
      throw site.error("must be greater than 0")
    }
  }

  func holds(for number: JSONNumber) -> Bool {
    Decimal(lexeme: number.lexeme).isMultiple(of: decimal)
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .number(let number) = instance, !holds(for: number) else { return true }
    return evaluation.fail("a multiple of \(divisor.lexeme)", ValueDescription.short(instance))
  }
}
