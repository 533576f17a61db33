import WireFormats

/// `$ref` (JSON Schema core section 8.2.3.1): the instance must be valid against the schema that a
/// URI reference names.
struct Ref: Keyword {
  static let name = "$ref"
  let target: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    target = compiler.node(at: try compiler.target(of: site))
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    evaluation.applyInPlace(target, to: instance)
  }

  var alwaysInPlace: [Int] { [target] }
}
