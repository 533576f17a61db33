import WireFormats

/// `items` (JSON Schema core section 10.3.1.2): the schema of all items after those that
/// `prefixItems` beside it speaks of.
struct Items: Keyword {
  static let name = "items"
  let schema: Int
  let start: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    if case .array = site.value {
      throw site.error("must be a schema; for a list of schemas there is prefixItems")
    }
    schema = compiler.node(at: site.place())
    start = site.schema[PrefixItems.name]?.array?.count ?? 0
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
