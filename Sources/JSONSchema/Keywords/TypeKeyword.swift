import WireFormats

/// `type` (JSON Schema validation section 6.1.1): the types that a value may have. A number without
/// a fractional part is an integer, however it is written.
struct TypeKeyword: Keyword {
  static let name = "type"
  let types: TypeSet

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    let names: [String]
    if let name = site.value.string { names = [name] } else { names = try site.names() }
    guard !names.isEmpty else { throw site.error("must name at least one type") }
    var types = TypeSet()
    for name in names {
      guard let type = TypeSet(name: name) else {
        throw site.error("names \(ValueDescription.quoted(name)), which is not a type")
      }
      types.formUnion(type)
    }
    self.types = types
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    types.admits(instance) || evaluation.fail(types.words, ValueDescription.short(instance))
  }
}
