import WireFormats

/// `allOf` (JSON Schema core section 10.2.1.1): all of the schemas must hold.
struct AllOf: Keyword {
  static let name = "allOf"
  let schemas: [Int]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schemas = try site.schemaList(&compiler)
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    var valid = true
    for (position, node) in schemas.enumerated() {
      let token = evaluation.collects ? String(position) : nil
      if !evaluation.applyInPlace(node, to: instance, via: token) {
        valid = false
        if !evaluation.collects { break }
      }
    }
    return valid
  }

  var alwaysInPlace: [Int] { schemas }
}
