import WireFormats

/// `unevaluatedItems` (JSON Schema core section 11.2): the schema of items that no keyword beside it
/// or in a schema applied in place has evaluated.
struct UnevaluatedItems: Keyword {
  static let name = "unevaluatedItems"
  let schema: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schema = compiler.node(at: site.place())
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .array(let items) = instance else { return true }
    var valid = true
    for (position, item) in items.enumerated()
    where evaluation.evaluated?.contains(position) == false {
      if !evaluation.applyToChild(schema, item, at: .index(position)) {
        valid = false
        if !evaluation.collects { break }
      }
    }
    evaluation.evaluated?.insertAll()
    return valid
  }
}
