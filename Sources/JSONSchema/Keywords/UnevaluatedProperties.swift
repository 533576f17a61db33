import WireFormats

/// `unevaluatedProperties` (JSON Schema core section 11.3): the schema of members that no keyword
/// beside it or in a schema applied in place has evaluated.
struct UnevaluatedProperties: Keyword {
  static let name = "unevaluatedProperties"
  let schema: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schema = compiler.node(at: site.place())
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance else { return true }
    var valid = true
    for (position, member) in object.members.enumerated()
    where evaluation.evaluated?.contains(position) == false {
      if !evaluation.applyToChild(schema, member.value, at: .name(member.name)) {
        valid = false
        if !evaluation.collects { break }
      }
    }
    evaluation.evaluated?.insertAll()
    return valid
  }
}
