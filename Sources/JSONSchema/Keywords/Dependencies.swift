import WireFormats

/// `dependencies` of drafts up to 7: `dependentRequired` and `dependentSchemas` in one. The standard
/// reserves it (JSON Schema core appendix C) and lets it be read for compatibility.
struct Dependencies: Keyword {
  static let name = "dependencies"
  let required: [(name: String, names: [String])]
  let schemas: [(name: String, node: Int)]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    var required: [(name: String, names: [String])] = []
    var schemas: [(name: String, node: Int)] = []
    for member in try site.object().members {
      if case .array = member.value {
        required.append((member.name, try site.names(of: member.value)))
      } else {
        schemas.append((member.name, compiler.node(at: site.place(member.name))))
      }
    }
    self.required = required
    self.schemas = schemas
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance else { return true }
    var valid = true
    for (name, needed) in required where object.hasMember(name) {
      if !evaluation.demand(needed, of: object, becauseOf: name) { valid = false }
    }
    for (name, node) in schemas where object.hasMember(name) {
      if !evaluation.applyInPlace(node, to: instance, via: name) { valid = false }
    }
    return valid
  }
}
