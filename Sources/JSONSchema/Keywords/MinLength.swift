import WireFormats

/// `minLength` (JSON Schema validation section 6.3.2): the fewest code points that a string may have.
struct MinLength: Keyword {
  static let name = "minLength"
  let limit: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    limit = try site.size()
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .string(let text) = instance, text.hasFewerScalars(than: limit) else { return true }
    return evaluation.fail(
      "at least \(ValueDescription.count(limit, "character"))",
      ValueDescription.count(text.unicodeScalars.count, "character"))
  }
}
