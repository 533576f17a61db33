public import Conformance
import WireFormats

/// How two runs differ, worst first.
public struct BehaviourDiff: Sendable {
  /// One side of a comparison.
  public struct Side: Sendable {
    /// How the side is called in the result.
    public let name: String
    /// The run.
    public let report: RunReport
    /// What was observed in it.
    let profile: BehaviourProfile

    /// Makes a side and derives what was observed, which takes as long as reading the run: two sides
    /// can be made at once.
    public init(name: String, report: RunReport) {
      self.name = name
      self.report = report
      profile = BehaviourProfile(of: report)
    }
  }

  /// The left side, which a client works with.
  public let left: Side
  /// The right side, to which it moves.
  public let right: Side
  /// The differences: breaks, surprises, cosmetic; within each, behaviour, rules, consequences, each
  /// in the order of the table of keys.
  public let differences: [Difference]
  /// How many things were seen on both sides.
  public let comparedCount: Int
  /// The keys of what was seen on the left only, because the right was not asked or did not say.
  public let onlyLeft: [String]
  /// The keys of what was seen on the right only.
  public let onlyRight: [String]

  /// The names of the two sides.
  public var names: [String] { [left.name, right.name] }

  /// Compares two runs. Latency is never a difference by itself.
  public init(_ left: Side, _ right: Side) {
    self.left = left
    self.right = right
    let mine = left.profile
    let other = right.profile
    let first = mine.observations
    let second = other.observations
    let ours = Dictionary(first.map { ($0.key.name, $0) }, uniquingKeysWith: { one, _ in one })
    let theirs = Dictionary(second.map { ($0.key.name, $0) }, uniquingKeysWith: { one, _ in one })
    let observed = first.compactMap { observation -> (Int, Difference)? in
      guard let (mine, other) = mine.compared(observation.key.name, with: other),
        other.value != mine.value
      else { return nil }
      let probes = [mine, other].map { ProbeOutcome.name(ofID: $0.sighting.probe) }
      return (
        mine.key.topic,
        Difference(
          impact: mine.key.impact(from: mine.value, to: other.value), kind: .behaviour,
          key: mine.key.name, label: mine.key.label, meaning: mine.key.meaning, left: mine.value,
          right: other.value, leftSighting: mine.sighting, rightSighting: other.sighting,
          probes: probes[0] == probes[1] ? [probes[0]] : probes)
      )
    }
    let parameters = ParameterObserver.reaction.topic
    let typed = TypeChanges(mine, other).differences.map { (parameters, $0) }
    let cut = Self.unaskedLimit(of: mine, right: other, asked: left.report)
    let judged = RuleChanges(left.report, right.report).differences.map { (0, $0) }
    differences = (observed + typed + cut + judged).sorted { one, two in
      (one.1.impact, one.1.kind, one.0, one.1.key) < (two.1.impact, two.1.kind, two.0, two.1.key)
    }.map(\.1)
    comparedCount = first.count { theirs[$0.key.name] != nil }
    onlyLeft = first.map(\.key.name).filter { theirs[$0] == nil }
    let told = Set(cut.map(\.1.key))
    onlyRight = second.map(\.key.name).filter { ours[$0] == nil && !told.contains($0) }
  }

  /// Where the right cuts answers though no limit is given, and the left was not asked, as it
  /// documents no such limit: a client that gives none gets less than it is used to.
  private static func unaskedLimit(
    of left: BehaviourProfile, right: BehaviourProfile, asked: RunReport
  ) -> [(Int, Difference)] {
    let name = EffectObserver.standard.filled("chat", "max_tokens").name
    guard left.observation(name) == nil, let cut = right.observation(name), cut.value.int != nil,
      !asked.results.contains(where: { $0.probe.id == cut.sighting.probe })
    else { return [] }
    return [
      (
        cut.key.topic,
        Difference(
          impact: .surprises, kind: .behaviour, key: name, label: cut.key.label,
          meaning: cut.key.meaning, left: "not asked", right: cut.value, leftSighting: nil,
          rightSighting: cut.sighting, probes: [ProbeOutcome.name(ofID: cut.sighting.probe)])
      )
    ]
  }
}
