import WireFormats

/// `propertyNames` (JSON Schema core section 10.3.2.4): the schema of all members' names.
struct PropertyNames: Keyword {
  static let name = "propertyNames"
  let schema: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schema = compiler.node(at: site.place())
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance else { return true }
    var valid = true
    for member in object.members where !evaluation.applyToName(schema, member.name) {
      valid = false
      if !evaluation.collects { break }
    }
    return valid
  }
}
