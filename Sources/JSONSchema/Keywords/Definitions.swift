import WireFormats

/// `$defs` (JSON Schema core section 8.2.4): a place for schemas to refer to. Asserts nothing; its
/// schemas are compiled so that an error in one is told even where nothing refers to it.
struct Definitions: Keyword {
  static let name = "$defs"

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    for member in try site.object().members { _ = compiler.node(at: site.place(member.name)) }
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool { true }
}
