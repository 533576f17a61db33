import WireFormats

/// `minProperties` (JSON Schema validation section 6.5.2): the fewest members that an object may have.
struct MinProperties: Keyword {
  static let name = "minProperties"
  let limit: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    limit = try site.size()
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance, object.count < limit else { return true }
    return evaluation.fail(
      "at least \(ValueDescription.count(limit, "member"))",
      ValueDescription.count(object.count, "member"))
  }
}
