import WireFormats

/// `oneOf` (JSON Schema core section 10.2.1.3): exactly one of the schemas must hold.
struct OneOf: Keyword {
  static let name = "oneOf"
  let schemas: [Int]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schemas = try site.schemaList(&compiler)
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    var matches: [Int] = []
    var failures: [[SchemaViolation]] = []
    for (position, node) in schemas.enumerated() {
      let token = evaluation.collects ? String(position) : nil
      let (holds, violations) = evaluation.attempt(node, on: instance, via: token)
      if holds {
        matches.append(position)
        if matches.count > 1 && !evaluation.collects { return false }
      } else if evaluation.collects {
        failures.append(violations)
      }
    }
    if matches.count == 1 { return true }
    if matches.isEmpty { return evaluation.explain(failures, instance) }
    return evaluation.fail(
      "a match of exactly one of \(schemas.count) alternatives",
      ValueDescription.short(instance) + ", which matches "
        + ValueDescription.list(matches.map(String.init), conjunction: "and"))
  }

  var alwaysInPlace: [Int] { schemas }
}
