public import WireFormats

/// What a difference means for a client.
public enum Impact: String, Sendable, Hashable, Comparable, CaseIterable {
  /// A client that works with one side stops working with the other.
  case breaks
  /// It goes on, with another outcome than its author expects.
  case surprises
  /// Nobody should notice.
  case cosmetic

  private var rank: Int {
    switch self {
    case .breaks: 0
    case .surprises: 1
    case .cosmetic: 2
    }
  }

  /// The worst first.
  public static func < (left: Impact, right: Impact) -> Bool { left.rank < right.rank }
}

/// One thing about a provider's behaviour that can be observed, right or wrong.
public struct BehaviourKey: Sendable, Hashable {
  /// The stable name: `stream.usage.placement`.
  public let name: String
  /// What it tells, in one sentence.
  public let meaning: String
  /// The values that it takes, in words.
  public let values: String
  /// What a difference in it means for a client.
  public let impact: Impact

  /// Makes a key.
  public init(_ name: String, _ meaning: String, values: String, impact: Impact) {
    self.name = name
    self.meaning = meaning
    self.values = values
    self.impact = impact
  }
}

/// One thing that was observed.
public struct Observation: Sendable, Hashable {
  /// What it is about.
  public let key: BehaviourKey
  /// What was seen.
  public let value: JSONValue
  /// The probe in which it was seen.
  public let probe: String
  /// The step of the probe.
  public let step: String

  /// Makes an observation.
  public init(key: BehaviourKey, value: JSONValue, probe: String, step: String) {
    self.key = key
    self.value = value
    self.probe = probe
    self.step = step
  }
}
