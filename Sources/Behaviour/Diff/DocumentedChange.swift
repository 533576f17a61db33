import Conformance
import WireFormats

/// What it means for a client that one claim is another elsewhere.
struct DocumentedChange {
  /// What one side says.
  struct Statement {
    let text: String
    let value: JSONValue
    let level: Level
  }

  let id: ClaimID
  let left: Statement?
  let right: Statement?

  /// What a client relies on on the left and does not find on the right breaks it; a narrower range
  /// does, too; another default surprises; what only the right has, or takes more widely, is cosmetic.
  var impact: Impact {
    let keyword = id.split(separator: ".").last.map(String.init) ?? id
    switch keyword {
    case "type", "enum": return isWider ? .cosmetic : left == nil ? .surprises : .breaks
    case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties":
      return bound { $0 >= $1 }
    case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties":
      return bound { $0 <= $1 }
    case "required": return right == nil ? .cosmetic : .breaks
    case "default": return .surprises
    default: break
    }
    guard let left else { return .cosmetic }
    guard right != nil else { return left.level == .must ? .breaks : .surprises }
    if ["terminator", "placement", "status"].contains(keyword) { return .breaks }
    return left.level == .may && right?.level == .may ? .cosmetic : .surprises
  }

  /// Whether the right takes all that the left takes.
  private var isWider: Bool {
    guard let left else { return false }
    guard let right else { return true }
    let wide = Self.words(right.value)
    return Self.words(left.value).allSatisfy { word in
      wide.contains(word) || (word == "integer" && wide.contains("number"))
    }
  }

  private static func words(_ value: JSONValue) -> Set<String> {
    Set((value.array ?? [value]).map { $0.string ?? $0.serialized() })
  }

  /// A bound that is gone or wider is cosmetic, one that is new surprises, a narrower one breaks.
  private func bound(isWider: (Double, Double) -> Bool) -> Impact {
    guard let right = right?.value.double else { return .cosmetic }
    guard let left = left?.value.double else { return .surprises }
    return isWider(right, left) ? .cosmetic : .breaks
  }
}
