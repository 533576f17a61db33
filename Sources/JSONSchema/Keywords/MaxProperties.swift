import WireFormats

/// `maxProperties` (JSON Schema validation section 6.5.1): the most members that an object may have.
struct MaxProperties: Keyword {
  static let name = "maxProperties"
  let limit: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    limit = try site.size()
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .object(let object) = instance, object.count > limit else { return true }
    return evaluation.fail(
      "at most \(ValueDescription.count(limit, "member"))",
      ValueDescription.count(object.count, "member"))
  }
}
