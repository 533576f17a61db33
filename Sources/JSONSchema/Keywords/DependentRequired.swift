import WireFormats

/// `dependentRequired` (JSON Schema validation section 6.5.4): an object with a certain member must
/// have certain others.
struct DependentRequired: Keyword {
  static let name = "dependentRequired"
  let entries: [(name: String, names: [String])]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    var entries: [(name: String, names: [String])] = []
    for member in try site.object().members {
      entries.append((member.name, try site.names(of: member.value)))
    }
    self.entries = entries
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance else { return true }
    var valid = true
    for (name, needed) in entries where object.hasMember(name) {
      if !evaluation.demand(needed, of: object, becauseOf: name) { valid = false }
    }
    return valid
  }
}
