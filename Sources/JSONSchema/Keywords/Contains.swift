import WireFormats

/// `contains` with `minContains` and `maxContains` (JSON Schema core section 10.3.1.3, validation
/// sections 6.4.4 and 6.4.5): how many items a schema must hold for; at least one where nothing else
/// is said.
struct Contains: Keyword {
  static let name = "contains"
  let schema: Int
  let minimum: Int
  let maximum: Int?

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    schema = compiler.node(at: site.place())
    minimum = try site.sibling("minContains", &compiler)?.size() ?? 1
    maximum = try site.sibling("maxContains", &compiler)?.size()
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .array(let items) = instance else { return true }
    var count = 0
    for (position, item) in items.enumerated() {
      let outer = evaluation.evaluated.take()
      let holds = evaluation.holds(schema, for: item)
      evaluation.evaluated = outer
      if holds {
        count += 1
        evaluation.evaluated?.insert(position)
      }
    }
    if count >= minimum && count <= maximum ?? Int.max { return true }
    let bound = count < minimum ? "at least \(minimum)" : "at most \(maximum ?? 0)"
    return evaluation.fail(
      "\(bound) of the items to match \"contains\"", count == 0 ? "none does" : "\(count) do")
  }
}
