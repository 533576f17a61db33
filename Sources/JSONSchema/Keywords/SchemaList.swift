import WireFormats

extension KeywordSite {
  /// The value as a list of at least one schema: their nodes.
  func schemaList(_ compiler: inout SchemaCompiler) throws(SchemaError) -> [Int] {
    guard let items = value.array, !items.isEmpty else {
      throw error("must be a non-empty array of schemas")
    }
    return items.indices.map { compiler.node(at: place(String($0))) }
  }

  /// The value as an object of schemas: their names and nodes, in order; of duplicates the last.
  func schemaMap(_ compiler: inout SchemaCompiler) throws(SchemaError) -> [(String, Int)] {
    var seen: Set<ExactText> = []
    var entries: [(String, Int)] = []
    for member in try object().members where seen.insert(ExactText(member.name)).inserted {
      entries.append((member.name, compiler.node(at: place(member.name))))
    }
    return entries
  }
}
