import WireFormats

/// `properties` (JSON Schema core section 10.3.2.1): schemas for members by name. Each one of
/// duplicate members is judged.
struct Properties: Keyword {
  static let name = "properties"
  let entries: [(name: String, node: Int)]
  private let nodes: [ExactText: Int]

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    entries = try site.schemaMap(&compiler).map { (name: $0.0, node: $0.1) }
    nodes = Dictionary(
      entries.map { (ExactText($0.name), $0.node) }, uniquingKeysWith: { first, _ in first })
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance else { return true }
    var valid = true
    for (position, member) in object.members.enumerated() {
      guard let node = nodes[ExactText(member.name)] else { continue }
      evaluation.evaluated?.insert(position)
      if !evaluation.applyToChild(node, member.value, at: .name(member.name), via: member.name) {
        valid = false
        if !evaluation.collects { break }
      }
    }
    return valid
  }
}
