import Conformance
import WireFormats

/// What the checks made of two runs: one difference for a rule, however many probes show it, and one
/// for all probes that could not be judged alike.
struct RuleChanges {
  private let pairs: [(left: ProbeResult, right: ProbeResult)]

  /// Pairs the results by probe; of judged traffic by the name of the capture.
  init(_ left: RunReport, _ right: RunReport) {
    let others = Dictionary(
      right.results.map { (ProbeOutcome.name(of: $0.probe), $0) },
      uniquingKeysWith: { one, _ in one })
    pairs = left.results.compactMap { result in
      others[ProbeOutcome.name(of: result.probe)].map { (result, $0) }
    }
  }

  /// Rules that one side breaks more than the other, and what follows.
  var differences: [BehaviourDiff.Difference] { rules + consequences }

  fileprivate struct Tally {
    var left: [ProbeResult] = []
    var right: [ProbeResult] = []
    var level = Level.may
    var consequence = ""
  }

  private var rules: [BehaviourDiff.Difference] {
    var tallies: [CheckID: Tally] = [:]
    for pair in pairs where Self.isJudged(pair.left) && Self.isJudged(pair.right) {
      let mine = Self.broken(pair.left)
      let theirs = Self.broken(pair.right)
      // What both break in the same probe is no difference.
      for (check, finding) in mine where theirs[check] == nil {
        tallies[check, default: Tally()].left.append(pair.left)
        tallies[check]?.note(finding)
      }
      for (check, finding) in theirs where mine[check] == nil {
        tallies[check, default: Tally()].right.append(pair.right)
        tallies[check]?.note(finding)
      }
    }
    return tallies.map { check, tally in
      BehaviourDiff.Difference(
        impact: tally.right.isEmpty ? .cosmetic : tally.level == .must ? .breaks : .surprises,
        kind: .rule, key: "rule.\(check)", label: "rule \(check)", meaning: tally.consequence,
        left: Self.text(broken: tally.left.count, other: tally.right.count),
        right: Self.text(broken: tally.right.count, other: tally.left.count),
        leftSighting: tally.left.first.flatMap { Self.sighting(of: check, in: $0) },
        rightSighting: tally.right.first.flatMap { Self.sighting(of: check, in: $0) },
        probes: (tally.left + tally.right).map { ProbeOutcome.name(of: $0.probe) })
    }
  }

  private static func text(broken count: Int, other: Int) -> JSONValue {
    guard count > 0 else { return "kept" }
    let place = other > 0 ? " in which the other keeps it" : ""
    return .string("broken in \(count) \(count == 1 ? "probe" : "probes")\(place)")
  }

  /// Verdicts that changed though no rule did.
  private var consequences: [BehaviourDiff.Difference] {
    var groups: [String: [(ProbeResult, ProbeResult)]] = [:]
    for (left, right) in pairs {
      let mine = left.judgement.verdict
      let theirs = right.judgement.verdict
      guard mine != theirs else { continue }
      let bothJudged = Self.isJudged(left) && Self.isJudged(right)
      if bothJudged && Set(Self.broken(left).keys) != Set(Self.broken(right).keys) { continue }
      groups["\(mine.rawValue) \(theirs.rawValue)", default: []].append((left, right))
    }
    return groups.compactMap { _, results in
      guard let (left, right) = results.first else { return nil }
      let mine = left.judgement
      let theirs = right.judgement
      return BehaviourDiff.Difference(
        impact: .cosmetic, kind: .consequence,
        key: "verdict.\(mine.verdict.rawValue)-\(theirs.verdict.rawValue)",
        label: "the verdict on \(results.count == 1 ? "a probe" : "\(results.count) probes")",
        meaning: (theirs.verdict == .pass ? mine.reason : theirs.reason ?? mine.reason) ?? "",
        left: .string(mine.verdict.rawValue), right: .string(theirs.verdict.rawValue),
        leftSighting: left.attempts.last.map { Sighting(probe: left.probe.id, step: $0.step) },
        rightSighting: right.attempts.last.map { Sighting(probe: right.probe.id, step: $0.step) },
        probes: results.map { ProbeOutcome.name(of: $0.0.probe) })
    }
  }

  /// Whether the checks had something to judge: not skipped, and an answer came.
  private static func isJudged(_ result: ProbeResult) -> Bool {
    switch result.judgement.verdict {
    case .pass, .fail, .warn, .unsupported, .inconclusive: true
    case .error: !result.judgement.findings.isEmpty
    case .skip: false
    }
  }

  private static func broken(_ result: ProbeResult) -> [CheckID: Finding] {
    Dictionary(
      result.judgement.findings.filter { $0.level >= .should }.map { ($0.check, $0) },
      uniquingKeysWith: { one, _ in one })
  }

  private static func sighting(of check: CheckID, in result: ProbeResult) -> Sighting? {
    let finding = result.judgement.findings.first { $0.check == check }
    return finding.map { Sighting(probe: result.probe.id, step: $0.place.step) }
  }
}

extension RuleChanges.Tally {
  fileprivate mutating func note(_ finding: Finding) {
    level = max(level, finding.level)
    if consequence.isEmpty { consequence = finding.consequence }
  }
}
