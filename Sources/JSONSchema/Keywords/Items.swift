import WireFormats

/// `items` (JSON Schema core section 10.3.1.2): the schema of all items after those that
/// `prefixItems` beside it speaks of. In older drafts it may be a list of schemas itself, and the
/// schema of further items is `additionalItems`.
struct Items: Keyword {
  static let name = "items"
  let schema: Int?
  let start: Int
  /// The list of older drafts.
  let prefix: [Int]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    if case .array = site.value {
      guard compiler.draft(of: site.resource).hasListOfItems else {
        throw site.error("must be a schema; for a list of schemas there is prefixItems")
      }
      schema = nil
      prefix = try site.schemaList(&compiler)
      start = prefix.count
    } else {
      schema = compiler.node(at: site.place())
      prefix = []
      start = site.sibling(PrefixItems.name, &compiler)?.value.array?.count ?? 0
    }
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .array(let items) = instance else { return true }
    var valid = evaluation.apply(prefix: prefix, to: items)
    guard let schema, items.count > start, valid || evaluation.collects else { return valid }
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
