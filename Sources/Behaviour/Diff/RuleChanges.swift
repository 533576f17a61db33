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
    /// Whether the side that breaks nothing came to where the rule speaks.
    var isMet = false
    var level = Level.may
    var consequence = ""
  }

  private var rules: [BehaviourDiff.Difference] {
    var tallies: [CheckID: Tally] = [:]
    for pair in pairs where Self.isJudged(pair.left) && Self.isJudged(pair.right) {
      for (check, finding) in Self.onlyBroken(pair.left, notBy: pair.right) {
        tallies[check, default: Tally()].left.append(pair.left)
        tallies[check]?.note(finding, isMet: Self.isMet(finding, of: pair.left, by: pair.right))
      }
      for (check, finding) in Self.onlyBroken(pair.right, notBy: pair.left) {
        tallies[check, default: Tally()].right.append(pair.right)
        tallies[check]?.note(finding, isMet: Self.isMet(finding, of: pair.right, by: pair.left))
      }
    }
    return tallies.map { check, tally in
      BehaviourDiff.Difference(
        impact: tally.impact,
        kind: .rule, key: "rule.\(check)", label: "rule \(check)", meaning: tally.consequence,
        left: tally.text(broken: tally.left.count, other: tally.right.count),
        right: tally.text(broken: tally.right.count, other: tally.left.count),
        leftSighting: tally.left.first.flatMap { Self.sighting(of: check, in: $0) },
        rightSighting: tally.right.first.flatMap { Self.sighting(of: check, in: $0) },
        probes: (tally.left + tally.right).map { ProbeOutcome.name(of: $0.probe) })
    }
  }

  /// Verdicts that changed though no rule did.
  private var consequences: [BehaviourDiff.Difference] {
    var groups: [String: [(ProbeResult, ProbeResult)]] = [:]
    for (left, right) in pairs {
      let mine = left.judgement.verdict
      let theirs = right.judgement.verdict
      guard mine != theirs else { continue }
      let bothJudged = Self.isJudged(left) && Self.isJudged(right)
      let isTold =
        !Self.onlyBroken(left, notBy: right).isEmpty
        || !Self.onlyBroken(right, notBy: left).isEmpty
      if bothJudged && isTold { continue }
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

  /// What one side breaks and the other keeps: the other has an answer to which the rule applies. What
  /// both break in the same probe is no difference.
  private static func onlyBroken(_ result: ProbeResult, notBy other: ProbeResult)
    -> [CheckID: Finding]
  {
    let theirs = broken(other)
    return broken(result).filter { check, finding in
      theirs[check] == nil && isKept(finding, by: other, as: result)
    }
  }

  /// Whether the other side's answer is one that the rule speaks of: a refusal keeps no rule about
  /// completions, a success none about errors, a plain body none about chunks.
  private static func isKept(_ finding: Finding, by other: ProbeResult, as result: ProbeResult)
    -> Bool
  {
    // That the other side was not limited there is no reason to keep quiet.
    if isOfLimit(finding, in: result) { return true }
    guard let mine = evidence(of: finding, in: result),
      let theirs = evidence(of: finding, in: other), theirs.exchange.status != nil
    else { return false }
    let family = finding.check.prefix { $0 != "." }
    if ["response", "http", "json"].contains(family) { return true }
    if refusals.contains(finding.check) { return true }
    if forms.contains(finding.check) { return mine.isSuccess == theirs.isSuccess }
    if family == "framing" || family == "chunks" {
      return mine.isSuccess == theirs.isSuccess && (mine.stream == nil) == (theirs.stream == nil)
    }
    return mine.isSuccess == theirs.isSuccess
  }

  /// Whether a side has an answer that the rule speaks of: what is said of a 429 speaks of no other.
  private static func isMet(_ finding: Finding, of result: ProbeResult, by other: ProbeResult)
    -> Bool
  {
    !isOfLimit(finding, in: result) || other.attempts.contains { $0.exchange?.status == 429 }
  }

  /// Whether a finding is about the form of a 429, which comes when it comes.
  private static func isOfLimit(_ finding: Finding, in result: ProbeResult) -> Bool {
    let place = finding.place
    return ["errors.", "http."].contains { finding.check.hasPrefix($0) }
      && result.exchange(of: place.step, attempt: place.attempt)?.status == 429
  }

  /// The rules that a refusal keeps and a success breaks.
  private static let refusals: Set<CheckID> = [
    "errors.before-stream", "errors.in-success", "outcome.context-length",
  ]
  /// The rules about whether a success is a stream.
  private static let forms: Set<CheckID> = ["framing.stream-asked", "framing.stream-unasked"]

  private static func evidence(of finding: Finding, in result: ProbeResult) -> Evidence? {
    result.exchange(of: finding.place.step, attempt: finding.place.attempt)
      .map { Evidence(of: $0) }
  }

  /// What a result breaks. What is only reported counts where the documentation has a word on it: the
  /// two sides differ in something that it names.
  private static func broken(_ result: ProbeResult) -> [CheckID: Finding] {
    Dictionary(
      result.judgement.findings.filter { $0.level >= .should || $0.claim != nil }
        .map { ($0.check, $0) },
      uniquingKeysWith: { one, _ in one })
  }

  private static func sighting(of check: CheckID, in result: ProbeResult) -> Sighting? {
    let finding = result.judgement.findings.first { $0.check == check }
    return finding.map {
      Sighting(probe: result.probe.id, step: $0.place.step, attempt: $0.place.attempt)
    }
  }
}

extension RuleChanges.Tally {
  /// A rule that the right side mends costs nobody anything.
  fileprivate var impact: Impact {
    if right.isEmpty { return .cosmetic }
    switch level {
    case .must: return .breaks
    case .should: return .surprises
    case .may: return .cosmetic
    }
  }

  fileprivate func text(broken count: Int, other: Int) -> JSONValue {
    guard count > 0 else { return isMet ? "kept" : "not met" }
    let place = other > 0 ? " in which the other keeps it" : ""
    return .string("broken in \(count) \(count == 1 ? "probe" : "probes")\(place)")
  }

  fileprivate mutating func note(_ finding: Finding, isMet met: Bool) {
    isMet = isMet || met
    level = max(level, finding.level)
    if consequence.isEmpty { consequence = finding.consequence }
  }
}
