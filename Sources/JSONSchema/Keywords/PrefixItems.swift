import WireFormats

/// `prefixItems` (JSON Schema core section 10.3.1.1): a schema for each of the first items.
struct PrefixItems: Keyword {
  static let name = "prefixItems"
  let schemas: [Int]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schemas = try site.schemaList(&compiler)
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .array(let items) = instance else { return true }
    return evaluation.apply(prefix: schemas, to: items)
  }
}

extension Evaluation {
  /// Applies one schema to each of the first items.
  mutating func apply(prefix schemas: [Int], to items: [JSONValue]) -> Bool {
    var valid = true
    for (position, (node, item)) in zip(schemas, items).enumerated() {
      evaluated?.insert(position)
      let token = collects ? String(position) : nil
      if !applyToChild(node, item, at: .index(position), via: token) {
        valid = false
        if !collects { break }
      }
    }
    return valid
  }
}
