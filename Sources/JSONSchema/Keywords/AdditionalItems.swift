import WireFormats

/// `additionalItems` of drafts up to 2019-09: the schema of items beyond a list in `items`; without
/// such a list it means nothing.
struct AdditionalItems: Keyword {
  static let name = "additionalItems"
  let schema: Int
  let start: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schema = compiler.node(at: site.place())
    start = site.schema[Items.name]?.array?.count ?? Int.max
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .array(let items) = instance, items.count > start else { return true }
    var valid = true
    for position in start..<items.count {
      evaluation.evaluated?.insert(position)
      if !evaluation.applyToChild(schema, items[position], at: .index(position)) {
        valid = false
        if !evaluation.collects { break }
      }
    }
    return valid
  }
}
