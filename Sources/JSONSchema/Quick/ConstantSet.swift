import WireFormats

/// The values of an `enum` or `const`, sorted for a quick look: most are a few strings.
struct ConstantSet: Sendable {
  private var strings: [String] = []
  private var isNullAmong = false
  private var others: Set<ExactValue> = []
  private static let fewStrings = 12

  init(_ values: [JSONValue]) {
    var texts: [String] = []
    for value in values {
      switch value {
      case .string(let text): texts.append(text)
      case .null: isNullAmong = true
      default: others.insert(ExactValue(value))
      }
    }
    if texts.count <= ConstantSet.fewStrings {
      strings = texts
    } else {
      others.formUnion(texts.map { ExactValue(.string($0)) })
    }
  }

  func contains(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text):
      for known in strings where isSameText(known, text) { return true }
      return !others.isEmpty && others.contains(ExactValue(value))
    case .null: return isNullAmong
    default: return !others.isEmpty && others.contains(ExactValue(value))
    }
  }
}
