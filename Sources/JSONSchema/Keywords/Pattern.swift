import WireFormats

/// `pattern` (JSON Schema validation section 6.3.3): a regular expression that must match somewhere
/// in a string.
struct Pattern: Keyword {
  static let name = "pattern"
  let expression: RegularExpression

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    expression = try site.pattern(try site.text())
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .string(let text) = instance, !expression.matches(text) else { return true }
    return evaluation.fail(
      "a string that matches \(expression.source)", ValueDescription.short(instance))
  }
}
