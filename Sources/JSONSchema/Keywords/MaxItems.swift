import WireFormats

/// `maxItems` (JSON Schema validation section 6.4.1): the most items that an array may have.
struct MaxItems: Keyword {
  static let name = "maxItems"
  let limit: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    limit = try site.size()
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .array(let items) = instance, items.count > limit else { return true }
    return evaluation.fail(
      "at most \(ValueDescription.count(limit, "item"))",
      ValueDescription.count(items.count, "item"))
  }
}
