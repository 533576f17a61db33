import WireFormats

/// The values of an `enum` or `const`, sorted for a quick look: most are a few strings.
struct ConstantSet: Sendable {
  private var strings: [KnownText] = []
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
      strings = texts.map { KnownText($0) }
    } else {
      others.formUnion(texts.map { ExactValue(.string($0)) })
    }
  }

  func contains(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text):
      let count = text.utf8.count
      for place in strings.indices where strings[place].isSame(as: text, byteCount: count) {
        return true
      }
      return !others.isEmpty && others.contains(ExactValue(value))
    case .null: return isNullAmong
    default: return !others.isEmpty && others.contains(ExactValue(value))
    }
  }
}
