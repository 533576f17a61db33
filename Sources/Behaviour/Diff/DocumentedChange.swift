import Conformance
import WireFormats

/// What it means for a client that one claim is another elsewhere.
struct DocumentedChange {
  /// What one side says.
  struct Statement {
    let text: String
    let value: JSONValue
    let level: Level
    /// Whether it says that a parameter or a member of one may be given.
    var isParameter = false

    /// What makes two statements the same: a list of types or values is one in any order.
    var identity: String {
      guard let items = value.array else { return text }
      return items.map { $0.serialized() }.sorted().joined(separator: ",")
    }
  }

  let id: ClaimID
  let left: Statement?
  let right: Statement?

  /// A parameter or an endpoint that a client relies on on the left and that the right does not
  /// document breaks it; a narrower range does, too; silence on anything else surprises, as does
  /// another default; what only the right has, or takes more widely, is cosmetic.
  var impact: Impact {
    let keyword = id.split(separator: ".").last.map(String.init) ?? id
    switch keyword {
    case "type", "enum", "const":
      guard left != nil else { return .surprises }
      // Nearly everybody takes the null that stands for nothing, whether it is documented or not.
      return isWider ? .cosmetic : isWiderButForNull ? .surprises : .breaks
    case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties":
      return bound(gone: .surprises) { $0 >= $1 }
    case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties":
      return bound(gone: .cosmetic) { $0 <= $1 }
    case "required": return right == nil ? .cosmetic : .breaks
    case "default":
      // Where nothing is the default, leaving it unsaid says the same.
      return [left, right].allSatisfy { $0?.value.isNull ?? true } ? .cosmetic : .surprises
    default: break
    }
    guard let left else { return .cosmetic }
    guard right != nil else {
      let isReliedOn = left.isParameter || keyword == "endpoint"
      return left.level == .must && isReliedOn ? .breaks : .surprises
    }
    if ["terminator", "placement", "status"].contains(keyword) { return .breaks }
    return left.level == .may && right?.level == .may ? .cosmetic : .surprises
  }

  /// Whether the right takes all that the left takes.
  private var isWider: Bool { takes(but: []) }

  /// Whether the right takes all that the left takes, null apart.
  private var isWiderButForNull: Bool { takes(but: ["null"]) }

  private func takes(but exceptions: Set<String>) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    let wide = Self.words(right.value)
    return Self.words(left.value).subtracting(exceptions).allSatisfy { word in
      wide.contains(word) || (word == "integer" && wide.contains("number"))
    }
  }

  private static func words(_ value: JSONValue) -> Set<String> {
    Set((value.array ?? [value]).map { $0.string ?? $0.serialized() })
  }

  /// A wider bound is cosmetic, one that is new surprises, a narrower one breaks. With an upper bound
  /// that is gone, so is the promise that all below it is taken.
  private func bound(gone: Impact, isWider: (Double, Double) -> Bool) -> Impact {
    guard let right = right?.value.double else { return gone }
    guard let left = left?.value.double else { return .surprises }
    return isWider(right, left) ? .cosmetic : .breaks
  }
}
