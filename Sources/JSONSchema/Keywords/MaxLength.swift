import WireFormats

/// `maxLength` (JSON Schema validation section 6.3.1): the most code points that a string may have.
struct MaxLength: Keyword {
  static let name = "maxLength"
  let limit: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    limit = try site.size()
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .string(let text) = instance, text.hasMoreScalars(than: limit) else { return true }
    return evaluation.fail(
      "at most \(ValueDescription.count(limit, "character"))",
      ValueDescription.count(text.unicodeScalars.count, "character"))
  }
}
