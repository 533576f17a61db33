import WireFormats

/// `minItems` (JSON Schema validation section 6.4.2): the fewest items that an array may have.
struct MinItems: Keyword {
  static let name = "minItems"
  let limit: Int

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    limit = try site.size()
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard case .array(let items) = instance, items.count < limit else { return true }
    return evaluation.fail(
      "at least \(ValueDescription.count(limit, "item"))",
      ValueDescription.count(items.count, "item"))
  }
}
