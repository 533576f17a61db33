import WireFormats

/// `not` (JSON Schema core section 10.2.1.4): the schema must not hold.
struct Not: Keyword {
  static let name = "not"
  let schema: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schema = compiler.node(at: site.place())
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    // Whatever the schema evaluated, it does not count here: `not` yields no annotations.
    let before = evaluation.evaluated
    let holds = evaluation.holds(schema, for: instance)
    evaluation.evaluated = before
    guard holds else { return true }
    return evaluation.fail(
      "a value that the schema under \"not\" refuses", ValueDescription.short(instance))
  }

  var alwaysInPlace: [Int] { [schema] }
}
