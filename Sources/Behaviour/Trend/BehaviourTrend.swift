import Conformance
public import WireFormats

/// How one provider's behaviour changed over dated runs.
public struct BehaviourTrend: Sendable {
  /// One change.
  public struct Change: Sendable, Hashable {
    /// The number of the run in which it was first seen so.
    public let run: Int
    /// The number of the run in which it was last seen otherwise.
    public let since: Int
    /// What was seen before.
    public let before: JSONValue
    /// What is seen from then on.
    public let after: JSONValue
    /// What the change means for a client.
    public let impact: Impact
    /// The probes that show it.
    public let probes: [String]
  }

  /// All changes of one behaviour.
  public struct Track: Sendable, Hashable {
    /// The behaviour key, or `rule.` and a check.
    public let key: String
    /// What a person reads in its place.
    public let label: String
    /// What it tells, in one sentence.
    public let meaning: String
    /// The changes, oldest first; at least one.
    public let changes: [Change]
  }

  /// The runs, oldest first: the day and time of each, or its name where it tells none.
  public let runs: [String]
  /// What changed, the latest change first, then by key.
  public let tracks: [Track]
  /// How many behaviours were seen in two runs or more and never changed.
  public let steadyCount: Int

  /// Follows each behaviour over runs.
  ///
  /// - Parameter sides: the runs; those that tell when they began come in that order, others as given.
  public init(_ sides: [BehaviourDiff.Side]) {
    let ordered = BehaviourTrend.ordered(sides)
    runs = ordered.map { $0.report.header.timestamp ?? $0.name }
    let profiles = ordered.map { BehaviourProfile(of: $0.report) }
    var seen: [String: [(run: Int, observation: Observation)]] = [:]
    for (number, profile) in profiles.enumerated() {
      for observation in profile.observations {
        seen[observation.key.name, default: []].append((number, observation))
      }
    }
    var tracks: [Track] = []
    var steady = 0
    for (name, sightings) in seen {
      let changes = zip(sightings, sightings.dropFirst()).compactMap { one, two -> Change? in
        guard let (before, after) = profiles[one.run].compared(name, with: profiles[two.run]),
          before.value != after.value
        else { return nil }
        return Change(
          run: two.run, since: one.run, before: before.value, after: after.value,
          impact: after.key.impact(from: before.value, to: after.value),
          probes: [after.sighting.probe])
      }
      if let key = sightings.first?.observation.key, !changes.isEmpty {
        tracks.append(Track(key: name, label: key.label, meaning: key.meaning, changes: changes))
      } else if sightings.count > 1 {
        steady += 1
      }
    }
    tracks += BehaviourTrend.rules(ordered)
    self.tracks = tracks.sorted { one, two in
      let latest = (one.changes.last?.run ?? 0, two.changes.last?.run ?? 0)
      return latest.0 != latest.1 ? latest.0 > latest.1 : one.key < two.key
    }
    steadyCount = steady
  }

  /// The worst impact of the changes into the last run, `nil` where there is none.
  public var latestImpact: Impact? {
    tracks.lazy.flatMap(\.changes).filter { $0.run == self.runs.count - 1 }.map(\.impact).min()
  }

  private static func ordered(_ sides: [BehaviourDiff.Side]) -> [BehaviourDiff.Side] {
    sides.enumerated().sorted { one, two in
      guard let mine = one.element.report.header.timestamp,
        let theirs = two.element.report.header.timestamp, mine != theirs
      else { return one.offset < two.offset }
      // ISO 8601 in UTC sorts as text.
      return mine < theirs
    }.map(\.element)
  }

  private static func rules(_ sides: [BehaviourDiff.Side]) -> [Track] {
    var changes: [String: [Change]] = [:]
    var meanings: [String: String] = [:]
    for number in sides.indices.dropFirst() {
      let pair = RuleChanges(sides[number - 1].report, sides[number].report)
      for difference in pair.differences where difference.kind == .rule {
        meanings[difference.key] = difference.meaning
        changes[difference.key, default: []].append(
          Change(
            run: number, since: number - 1, before: difference.left, after: difference.right,
            impact: difference.impact, probes: difference.probes))
      }
    }
    return changes.map { key, changes in
      Track(
        key: key, label: key.replacing(".", with: " ", maxReplacements: 1),
        meaning: meanings[key] ?? "", changes: changes)
    }
  }
}
