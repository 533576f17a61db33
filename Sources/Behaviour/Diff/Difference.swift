public import WireFormats

extension BehaviourDiff {
  /// One difference.
  public struct Difference: Sendable, Hashable {
    /// What kind of thing differs.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Comparable {
      /// What was observed, right or wrong.
      case behaviour
      /// What a check found: a rule that one side keeps and the other breaks.
      case rule
      /// What follows: a probe that could be judged on one side only.
      case consequence

      private var rank: Int {
        switch self {
        case .behaviour: 0
        case .rule: 1
        case .consequence: 2
        }
      }

      /// Behaviour first, consequences last.
      public static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }
    }

    /// What it means for a client.
    public let impact: Impact
    /// What kind of thing differs.
    public let kind: Kind
    /// What differs: a behaviour key, `rule.` and a check's id, or `verdict.` and a verdict.
    public let key: String
    /// What a person reads in place of the key.
    public let label: String
    /// What that is, in one sentence.
    public let meaning: String
    /// The value on the left.
    public let left: JSONValue
    /// The value on the right.
    public let right: JSONValue
    /// Where the left value was seen, `nil` where it is the absence of something.
    public let leftSighting: Sighting?
    /// Where the right value was seen, `nil` where it is the absence of something.
    public let rightSighting: Sighting?
    /// The probes that show it, in plan order.
    public let probes: [String]
  }
}
