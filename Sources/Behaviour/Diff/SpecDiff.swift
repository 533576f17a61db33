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

  /// The ids of the two specs.
  public let names: [String]
  /// The differences: breaks, surprises, cosmetic, each by claim.
  public let differences: [Difference]

  /// Compares what two providers document themselves; what either adopts from a dialect counts as
  /// documented, too.
  public init(_ left: ProviderSpec, _ right: ProviderSpec) {
    names = [left.id, right.id]
    let first = SpecDiff.statements(of: left)
    let second = SpecDiff.statements(of: right)
    differences = Set(first.keys).union(second.keys).compactMap { id -> Difference? in
      let mine = first[id]
      let theirs = second[id]
      guard mine?.text != theirs?.text else { return nil }
      return Difference(
        impact: SpecDiff.impact(of: id, left: mine, right: theirs), claim: id, left: mine?.text,
        right: theirs?.text)
    }.sorted { ($0.impact, $0.claim) < ($1.impact, $1.claim) }
  }

  private struct Statement {
    let text: String
    let level: Level
  }

  /// What each claim comes to, as text that can be compared: its value where it has one, else the
  /// sentence.
  private static func statements(of spec: ProviderSpec) -> [ClaimID: Statement] {
    Dictionary(
      spec.claims.map { claim in
        // A parameter's whole schema is told keyword by keyword.
        let isMember = claim.value.object != nil && !claim.id.hasSuffix(".schema")
        let text =
          claim.value.isNull || isMember
          ? "documented" : claim.id.hasSuffix(".schema") ? "a schema" : claim.value.serialized()
        return (claim.id, Statement(text: text, level: claim.level))
      }, uniquingKeysWith: { one, _ in one })
  }

  /// What a client relies on on the left and does not find on the right breaks it; another default or
  /// range surprises; what only the right has is cosmetic.
  private static func impact(of id: ClaimID, left: Statement?, right: Statement?) -> Impact {
    guard let left else { return .cosmetic }
    guard let right else { return left.level == .must ? .breaks : .surprises }
    let narrowing = [".type", ".enum", ".required", ".terminator", ".placement", ".status"]
    if narrowing.contains(where: { id.hasSuffix($0) }) { return .breaks }
    return left.level == .may && right.level == .may ? .cosmetic : .surprises
  }
}
