import Conformance
public import WireFormats

/// Many runs side by side: what each was seen to do, key by key.
public struct BehaviourMatrix: Sendable {
  /// One key.
  public struct Row: Sendable, Hashable {
    /// The key.
    public let key: String
    /// What it tells.
    public let meaning: String
    /// What a difference means.
    public let impact: Impact
    /// The value of each run, in order; `nil` where it was not seen.
    public let values: [JSONValue?]
    /// The value that most runs share, `nil` where no value has a majority of those seen.
    public let majority: JSONValue?

    /// Whether two runs were seen to differ.
    public var differs: Bool { Set(values.compactMap { $0 }).count > 1 }
  }

  /// The names of the runs, in order.
  public let names: [String]
  /// The rows by key.
  public let rows: [Row]

  /// Lays runs side by side.
  public init(_ sides: [BehaviourDiff.Side]) {
    names = sides.map(\.name)
    let profiles = sides.map { BehaviourProfile(of: $0.report) }
    let seen = profiles.map { profile in
      Dictionary(
        profile.observations.map { ($0.key.name, $0) }, uniquingKeysWith: { one, _ in one })
    }
    let keys = Set(seen.flatMap(\.keys)).sorted()
    rows = keys.compactMap { name in
      guard let key = seen.lazy.compactMap({ $0[name]?.key }).first else { return nil }
      let values = seen.map { $0[name]?.value }
      return Row(
        key: name, meaning: key.meaning, impact: key.impact, values: values,
        majority: BehaviourMatrix.majority(of: values.compactMap { $0 }))
    }
  }

  private static func majority(of values: [JSONValue]) -> JSONValue? {
    let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.first { $0.value * 2 > values.count }?.key
  }
}
