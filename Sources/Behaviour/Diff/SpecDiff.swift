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
      first[$0]?.text != second[$0]?.text
    }
    let oneSided = differing.filter { first[$0] == nil || second[$0] == nil }
    differences = differing.filter { !Self.isDetail($0, of: oneSided) }.map { id in
      Difference(
        impact: DocumentedChange(id: id, left: first[id], right: second[id]).impact, claim: id,
        left: first[id]?.text, right: second[id]?.text)
    }.sorted { ($0.impact, $0.claim) < ($1.impact, $1.claim) }
  }

  /// Whether a claim is a part of another that only one side has.
  private static func isDetail(_ id: ClaimID, of oneSided: Set<ClaimID>) -> Bool {
    guard oneSided.contains(id) else { return false }
    var parts = id.split(separator: ".")
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
    Dictionary(
      spec.claims.filter { scope == .everything || $0.origin == .own }.map { claim in
        // A parameter's whole schema is told keyword by keyword.
        let isMember = claim.value.object != nil && !claim.id.hasSuffix(".schema")
        let text =
          claim.value.isNull || isMember
          ? "documented" : claim.id.hasSuffix(".schema") ? "a schema" : claim.value.serialized()
        return (claim.id, .init(text: text, value: claim.value, level: claim.level))
      }, uniquingKeysWith: { one, _ in one })
  }
}
