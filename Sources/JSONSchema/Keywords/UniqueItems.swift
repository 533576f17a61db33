import WireFormats

/// `uniqueItems` (JSON Schema validation section 6.4.3): whether all items must differ.
struct UniqueItems: Keyword {
  static let name = "uniqueItems"
  let isDemanded: Bool

  init(_ site: KeywordSite, _ compiler: inout SchemaCompiler) throws(SchemaError) {
    guard let flag = site.value.bool else { throw site.error("must be a boolean") }
    isDemanded = flag
  }

  func evaluate(_ instance: JSONValue, _ evaluation: inout Evaluation) -> Bool {
    guard isDemanded, case .array(let items) = instance, let (first, second) = repeated(items)
    else { return true }
    return evaluation.fail("items that all differ", "items \(first) and \(second) are equal")
  }

  func holds(for items: [JSONValue]) -> Bool { !isDemanded || repeated(items) == nil }

  /// The first two items that are equal.
  private func repeated(_ items: [JSONValue]) -> (Int, Int)? {
    if items.count <= 8 {
      for second in items.indices {
        for first in 0..<second where isSameValue(items[first], items[second]) {
          return (first, second)
        }
      }
      return nil
    }
    var seen: [ExactValue: Int] = Dictionary(minimumCapacity: items.count)
    for (position, item) in items.enumerated() {
      if let first = seen.updateValue(position, forKey: ExactValue(item)) {
        return (first, position)
      }
    }
    return nil
  }
}
