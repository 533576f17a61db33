import WireFormats

/// `const` (JSON Schema validation section 6.1.3): the value that the instance must equal.
struct Const: Keyword {
  static let name = "const"
  let value: JSONValue

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    value = site.value
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    isSameValue(instance, value)
      || evaluation.fail(ValueDescription.short(value), ValueDescription.short(instance))
  }
}
