public import Conformance
public import WireFormats

/// How two runs differ, worst first.
public struct BehaviourDiff: Sendable {
  /// One side of a comparison.
  public struct Side: Sendable {
    /// How the side is called in the result.
    public let name: String
    /// The run.
    public let report: RunReport

    /// Makes a side.
    public init(name: String, report: RunReport) {
      self.name = name
      self.report = report
    }
  }

  /// One difference.
  public struct Difference: Sendable, Hashable {
    /// What it means for a client.
    public let impact: Impact
    /// What differs: a behaviour key, or `verdict.` and a probe id.
    public let key: String
    /// What that is, in one sentence.
    public let meaning: String
    /// The value on the left, `null` where it was not seen.
    public let left: JSONValue
    /// The value on the right, `null` where it was not seen.
    public let right: JSONValue
    /// The probe in which each side was seen, `nil` where it was not.
    public let probes: [String]

    /// Makes a difference.
    public init(
      impact: Impact, key: String, meaning: String, left: JSONValue, right: JSONValue,
      probes: [String]
    ) {
      self.impact = impact
      self.key = key
      self.meaning = meaning
      self.left = left
      self.right = right
      self.probes = probes
    }
  }

  /// The names of the two sides.
  public let names: [String]
  /// The differences: breaks, surprises, cosmetic, each by key.
  public let differences: [Difference]
  /// What was seen on one side only, because the other was not asked.
  public let onlyLeft: [String]
  /// What was seen on the right side only.
  public let onlyRight: [String]

  /// Compares two runs. Latency is never a difference by itself.
  public init(_ left: Side, _ right: Side) {
    names = [left.name, right.name]
    let first = BehaviourProfile(of: left.report)
    let second = BehaviourProfile(of: right.report)
    let theirs = Dictionary(
      second.observations.map { ($0.key.name, $0) }, uniquingKeysWith: { one, _ in one })
    let ours = Dictionary(
      first.observations.map { ($0.key.name, $0) }, uniquingKeysWith: { one, _ in one })
    var found: [Difference] = first.observations.compactMap { mine in
      guard let other = theirs[mine.key.name], other.value != mine.value else { return nil }
      return Difference(
        impact: mine.key.impact, key: mine.key.name, meaning: mine.key.meaning, left: mine.value,
        right: other.value, probes: [mine.probe, other.probe])
    }
    found += Self.verdictChanges(left.report, right.report)
    differences = found.sorted { ($0.impact, $0.key) < ($1.impact, $1.key) }
    onlyLeft = first.observations.map(\.key.name).filter { theirs[$0] == nil }
    onlyRight = second.observations.map(\.key.name).filter { ours[$0] == nil }
  }

  private static func verdictChanges(_ left: RunReport, _ right: RunReport) -> [Difference] {
    let others = Dictionary(
      right.results.map { ($0.probe.id, $0) }, uniquingKeysWith: { one, _ in one })
    return left.results.compactMap { result in
      guard let other = others[result.probe.id] else { return nil }
      let mine = word(result)
      let theirs = word(other)
      guard mine != theirs else { return nil }
      let isGrave =
        [result, other].contains { $0.judgement.verdict == .fail }
      return Difference(
        impact: isGrave ? .breaks : .surprises, key: "verdict.\(result.probe.id)",
        meaning: "The verdict on: \(result.probe.title)", left: .string(mine),
        right: .string(theirs), probes: [result.probe.id, result.probe.id])
    }
  }

  /// The verdict and the checks that gave it: two failures for different reasons differ.
  private static func word(_ result: ProbeResult) -> String {
    let checks = Set(
      result.judgement.findings.filter { $0.level >= .should }.map(\.check)
    ).sorted()
    let verdict = result.judgement.verdict.rawValue
    return checks.isEmpty ? verdict : "\(verdict): \(checks.joined(separator: ", "))"
  }
}
