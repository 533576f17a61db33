import WireFormats

/// `dependentSchemas` (JSON Schema core section 10.2.2.4): an object with a certain member must be
/// valid against a certain schema.
struct DependentSchemas: Keyword {
  static let name = "dependentSchemas"
  let entries: [(name: String, node: Int)]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    entries = try site.schemaMap(&compiler).map { (name: $0.0, node: $0.1) }
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance else { return true }
    var valid = true
    for (name, node) in entries where object.hasMember(name) {
      if !evaluation.applyInPlace(node, to: instance, via: name) {
        valid = false
        if !evaluation.collects { break }
      }
    }
    return valid
  }
}
