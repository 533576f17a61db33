public import Conformance
import WireFormats

/// How two documentations differ, with no traffic at all.
public struct SpecDiff: Sendable {
  /// One point on which they differ.
  public struct Difference: Sendable, Hashable {
    /// What it means for a client who moves from the left to the right.
    public let impact: Impact
    /// The claim.
    public let claim: ClaimID
    /// What the left documents, `nil` where it documents nothing.
    public let left: String?
    /// What the right documents, `nil` where it documents nothing.
    public let right: String?

    /// Makes a difference.
    public init(impact: Impact, claim: ClaimID, left: String?, right: String?) {
      self.impact = impact
      self.claim = claim
      self.left = left
      self.right = right
    }
  }

  /// What counts as documented.
  public enum Scope: Sendable, Hashable {
    /// What the provider says itself and what it adopts from a dialect.
    case everything
    /// Only what the provider's own pages say.
    case ownPages
  }

  /// The ids of the two specs.
  public let names: [String]
  /// The differences: breaks, surprises, cosmetic, each by claim. Where only one side documents a
  /// parameter or an endpoint, what that side says of it in detail is not told again.
  public let differences: [Difference]

  /// Compares what two providers document.
  public init(_ left: ProviderSpec, _ right: ProviderSpec, scope: Scope = .everything) {
    names = [left.id, right.id]
    let first = Self.statements(of: left, scope: scope)
    let second = Self.statements(of: right, scope: scope)
    let differing = Set(first.keys).union(second.keys).filter {
      first[$0]?.identity != second[$0]?.identity
    }
    let oneSided = differing.filter { first[$0] == nil || second[$0] == nil }
    differences = differing.filter { !Self.isDetail($0, of: oneSided) }.map { id in
      Difference(
        impact: id == Self.credentials
          ? Self.impact(from: left, to: right)
          : DocumentedChange(id: id, left: first[id], right: second[id]).impact, claim: id,
        left: first[id]?.text, right: second[id]?.text)
    }.sorted { ($0.impact, $0.claim) < ($1.impact, $1.claim) }
  }

  /// Whether a claim is a part of another that only one side has, or of an endpoint that only one side
  /// has.
  private static func isDetail(_ id: ClaimID, of oneSided: Set<ClaimID>) -> Bool {
    guard oneSided.contains(id) else { return false }
    var parts = id.split(separator: ".")
    let endpoint = "\(parts[0]).endpoint"
    if id != endpoint, oneSided.contains(endpoint) { return true }
    while parts.count > 2 {
      parts.removeLast()
      if oneSided.contains(parts.joined(separator: ".")) { return true }
    }
    return false
  }

  /// What each claim comes to, as text that can be compared: its value where it has one, else that it
  /// is documented.
  private static func statements(of spec: ProviderSpec, scope: Scope)
    -> [ClaimID: DocumentedChange.Statement]
  {
    let union = DocumentedUnion(of: spec)
    var statements: [ClaimID: DocumentedChange.Statement] = Dictionary(
      spec.claims.filter { scope == .everything || $0.origin == .own }.map { claim in
        let value = union.value(of: claim)
        // A parameter's whole schema is told keyword by keyword.
        let isMember = value.object != nil && !claim.id.hasSuffix(".schema")
        let hasNoValue = value.isNull && !claim.id.hasSuffix(".default")
        let text =
          hasNoValue || isMember
          ? "documented" : claim.id.hasSuffix(".schema") ? "a schema" : value.serialized()
        let statement = DocumentedChange.Statement(
          text: text, value: value, level: claim.level,
          isParameter: isMember && union.members.contains(claim.id))
        return (claim.id, statement)
      }, uniquingKeysWith: { one, _ in one })
    let fields = spec.service.credentials.map { "\($0.name): \($0.value)" }
    if !fields.isEmpty {
      let isSetting = spec.service.credentials.allSatisfy(\.isSetting)
      statements[credentials] = .init(
        text: isSetting ? "a field that the page does not name" : fields.joined(separator: ", "),
        value: .null, level: .must)
    }
    return statements
  }

  /// The fields that carry the credentials, which the service's part of a spec states.
  static let credentials: ClaimID = "service.credentials"

  /// A client that sends its key in another field is refused, unless the right is said to take that
  /// field too, or does not say which it takes.
  private static func impact(from left: ProviderSpec, to right: ProviderSpec) -> Impact {
    let isUnnamed = (left.service.credentials + right.service.credentials).contains(
      where: \.isSetting)
    let isTaken = left.service.credentials.allSatisfy { mine in
      right.claims.contains {
        $0.id.hasPrefix("auth.") && $0.value["name"]?.string?.lowercased() == mine.name.lowercased()
          && $0.value["value"]?.string == mine.value
      }
    }
    return isUnnamed || isTaken ? .surprises : .breaks
  }
}
