public import Conformance
import WireFormats

/// What a provider was seen to do, independent of right and wrong: the thing that a diff compares.
public struct BehaviourProfile: Sendable {
  /// The provider.
  public let provider: String
  /// What was observed, sorted by key, one observation a key: the value seen most often, of equally
  /// frequent ones the first in plan order, with the first exchange that shows it. One odd request
  /// does not stand for the provider.
  public let observations: [Observation]
  /// Figures that are no difference by themselves: milliseconds to the first byte, for instance.
  public let figures: [Figure]
  /// Everything that was observed, by key, in plan order.
  let sightings: [String: [Observation]]

  /// A measured figure.
  public struct Figure: Sendable, Hashable {
    /// What was measured: `latency.first-byte.median`.
    public let name: String
    /// The value, in milliseconds.
    public let milliseconds: Double

    /// Makes a figure.
    public init(name: String, milliseconds: Double) {
      self.name = name
      self.milliseconds = milliseconds
    }
  }

  /// Derives the profile of a run.
  public init(of report: RunReport) {
    self.init(provider: report.header.spec, results: report.results)
  }

  /// Derives a profile from results in plan order.
  public init(provider: String, results: [ProbeResult]) {
    self.provider = provider
    let models = UsualModels(of: results)
    var seen: [String: [Observation]] = [:]
    var firstBytes: [Double] = []
    func see(_ observed: [(BehaviourKey, JSONValue)], _ sighting: Sighting) {
      for (key, value) in observed {
        seen[key.name, default: []].append(
          Observation(key: key, value: value, sighting: sighting))
      }
    }
    for result in results {
      let outcome = ProbeOutcome(of: result, models: models)
      for subject in outcome.subjects {
        if let time = subject.evidence.exchange.firstByteMilliseconds { firstBytes.append(time) }
        let sighting = Sighting(probe: result.probe.id, step: subject.step.name)
        for observer in Observers.steps { see(observer.observe(subject), sighting) }
      }
      guard let last = outcome.subjects.last else { continue }
      let sighting = Sighting(probe: result.probe.id, step: last.step.name)
      for observer in Observers.outcomes { see(observer.observe(outcome), sighting) }
    }
    sightings = seen
    observations = seen.values.compactMap(Self.usual).sorted { $0.key.name < $1.key.name }
    figures =
      firstBytes.isEmpty
      ? []
      : [Figure(name: "latency.first-byte.median", milliseconds: firstBytes.median)]
  }

  /// The observation of a key, `nil` where nothing was seen.
  public func observation(_ name: String) -> Observation? {
    observations.first { $0.key.name == name }
  }

  /// The most frequent of observations of one key, of equally frequent ones the first. That a member is
  /// ignored is seen only where a probe looks for its effect; elsewhere it is merely accepted, which
  /// does not outvote it.
  static func usual(_ all: [Observation]) -> Observation? {
    let isIgnored = all.contains { $0.value == .string(Reaction.ignored) }
    let observations = isIgnored ? all.filter { $0.value != .string(Reaction.accepted) } : all
    let counts = Dictionary(observations.map { ($0.value, 1) }, uniquingKeysWith: +)
    guard let most = counts.values.max() else { return nil }
    return observations.first { counts[$0.value] == most }
  }
}

extension [Double] {
  /// The middle value of a list that is not empty.
  fileprivate var median: Double {
    let sorted = self.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
