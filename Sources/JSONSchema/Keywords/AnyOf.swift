import WireFormats

/// `anyOf` (JSON Schema core section 10.2.1.2): at least one of the schemas must hold.
struct AnyOf: Keyword {
  static let name = "anyOf"
  let schemas: [Int]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schemas = try site.schemaList(&compiler)
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    var valid = false
    var failures: [[SchemaViolation]] = []
    for (position, node) in schemas.enumerated() {
      let token = evaluation.collects ? String(position) : nil
      let (holds, violations) = evaluation.attempt(node, on: instance, via: token)
      if holds {
        valid = true
        // All that hold say what they evaluated; where no one asks, one is enough.
        if evaluation.evaluated == nil { return true }
      } else if evaluation.collects {
        failures.append(violations)
      }
    }
    return valid || evaluation.explain(failures, instance)
  }

  var alwaysInPlace: [Int] { schemas }
}
