import WireFormats

/// `enum` (JSON Schema validation section 6.1.2): the values of which the instance must equal one.
struct Enum: Keyword {
  static let name = "enum"
  let values: [JSONValue]
  private let lookup: Set<ExactValue>

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    guard let values = site.value.array else { throw site.error("must be an array") }
    self.values = values
    lookup = Set(values.map { ExactValue($0) })
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    lookup.contains(ExactValue(instance))
      || evaluation.fail(words, ValueDescription.short(instance))
  }

  private var words: String {
    let shown = values.prefix(12).map { ValueDescription.short($0) }
    let rest = values.count - shown.count
    let list = shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    return values.count == 1 ? list : "one of \(list)"
  }
}
