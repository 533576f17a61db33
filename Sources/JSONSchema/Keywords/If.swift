import WireFormats

/// `if` with `then` and `else` (JSON Schema core section 10.2.2): where the first holds the second
/// must, else the third. `then` and `else` alone mean nothing.
struct If: Keyword {
  static let name = "if"
  let condition: Int
  let consequence: Int?
  let alternative: Int?

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    condition = compiler.node(at: site.place())
    consequence =
      site.schema["then"] == nil ? nil : compiler.node(at: site.location.appending("then"))
    alternative =
      site.schema["else"] == nil ? nil : compiler.node(at: site.location.appending("else"))
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    if evaluation.holds(condition, for: instance) {
      guard let consequence else { return true }
      return evaluation.applyInPlace(consequence, to: instance, insteadVia: "then")
    }
    guard let alternative else { return true }
    return evaluation.applyInPlace(alternative, to: instance, insteadVia: "else")
  }

  var alwaysInPlace: [Int] { [condition] }
}
