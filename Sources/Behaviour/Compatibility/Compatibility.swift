public import Conformance
import WireFormats

/// What a client makes of what a run observed.
public struct Compatibility: Sendable {
  /// How a client takes a value, the worst first.
  public enum Standing: String, Sendable, Hashable, CaseIterable, Comparable {
    /// It breaks.
    case breaks
    /// Nobody looked.
    case unknown
    /// It survives, with an effect worth knowing.
    case tolerated
    /// It is what the client was made for.
    case required

    private var rank: Int {
      switch self {
      case .breaks: 0
      case .unknown: 1
      case .tolerated: 2
      case .required: 3
      }
    }

    /// The worst first.
    public static func < (left: Standing, right: Standing) -> Bool { left.rank < right.rank }
  }

  /// One behaviour, as the client takes it.
  public struct Entry: Sendable, Hashable {
    /// How it takes it.
    public let standing: Standing
    /// The behaviour key, or `rule.` and a check.
    public let key: String
    /// What it tells, in one sentence.
    public let meaning: String
    /// What was observed.
    public let value: String
    /// What the client does with it; empty where it was made for it or nobody looked.
    public let effect: String
    /// How that is known.
    public let evidence: [String]
    /// The probes that show it.
    public let probes: [String]
  }

  /// The client.
  public let client: ClientProfile
  /// What was observed and has a rule, the worst first, then by key.
  public let entries: [Entry]
  /// The rules whose behaviour was not seen.
  public let unseen: [String]

  /// Holds a run against a client's rules.
  public init(of report: RunReport, with client: ClientProfile) {
    self.client = client
    let observations = BehaviourProfile(of: report).observations
    var entries: [Entry] = []
    var unseen: [String] = []
    for rule in client.rules {
      let before = entries.count
      if rule.key.hasPrefix("rule.") {
        if let entry = Self.entry(ofCheck: String(rule.key.dropFirst(5)), rule, report) {
          entries.append(entry)
        }
      } else {
        for observation in observations where Glob.matches(rule.key, observation.key.name) {
          entries.append(
            Self.entry(
              rule, key: observation.key.name, meaning: observation.key.meaning,
              value: DifferenceTable.text(observation.value),
              probes: [observation.sighting.probe]))
        }
      }
      if entries.count == before { unseen.append(rule.key) }
    }
    self.entries = entries.sorted { ($0.standing, $0.key) < ($1.standing, $1.key) }
    self.unseen = unseen
  }

  /// How many entries have a standing.
  public func count(_ standing: Standing) -> Int { entries.count { $0.standing == standing } }

  private static func entry(
    ofCheck check: CheckID, _ rule: ClientProfile.Rule, _ report: RunReport
  ) -> Entry? {
    guard report.results.contains(where: { $0.judgement.verdict != .skip }) else { return nil }
    let broken = report.results.filter { result in
      result.judgement.findings.contains { $0.check == check && $0.level >= .should }
    }
    return entry(
      rule, key: rule.key, meaning: "Whether the rule \(check) is kept",
      value: broken.isEmpty ? "kept" : "broken", probes: broken.map(\.probe.id))
  }

  private static func entry(
    _ rule: ClientProfile.Rule, key: String, meaning: String, value: String, probes: [String]
  ) -> Entry {
    var candidates: [Candidate] = []
    for reaction in rule.breaks { candidates.append(Candidate(.breaks, reaction.value, reaction)) }
    for reaction in rule.tolerated {
      candidates.append(Candidate(.tolerated, reaction.value, reaction))
    }
    for pattern in rule.required { candidates.append(Candidate(.required, pattern, nil)) }
    let found =
      candidates.first { $0.pattern == value }
      ?? candidates.first { Glob.matches($0.pattern, value) }
    let standing = found?.standing ?? .unknown
    let reaction = found?.reaction
    return Entry(
      standing: standing, key: key, meaning: meaning, value: value,
      effect: reaction?.effect ?? "", evidence: reaction?.evidence ?? [], probes: probes)
  }
}

/// What a rule says of values that match a pattern.
private struct Candidate {
  let standing: Compatibility.Standing
  let pattern: String
  let reaction: ClientProfile.Reaction?

  init(
    _ standing: Compatibility.Standing, _ pattern: String, _ reaction: ClientProfile.Reaction?
  ) {
    self.standing = standing
    self.pattern = pattern
    self.reaction = reaction
  }
}

/// Patterns in which an asterisk stands for any text.
enum Glob {
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return pattern == text }
    guard text.hasPrefix(parts[0]) else { return false }
    var rest = text.dropFirst(parts[0].count)
    for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
