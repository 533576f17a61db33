public import Conformance
import WireFormats

/// What a provider was seen to do, independent of right and wrong: the thing that a diff compares.
public struct BehaviourProfile: Sendable {
  /// The provider.
  public let provider: String
  /// What was observed, sorted by key, one observation a key: the first in plan order.
  public let observations: [Observation]
  /// Figures that are no difference by themselves: milliseconds to the first byte, for instance.
  public let figures: [Figure]

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
    var seen: [String: Observation] = [:]
    var firstBytes: [Double] = []
    for result in results {
      let outcome = ProbeOutcome(of: result)
      for subject in outcome.subjects {
        if let time = subject.evidence.exchange.firstByteMilliseconds { firstBytes.append(time) }
        let sighting = Sighting(probe: result.probe.id, step: subject.step.name)
        for observer in Observers.steps {
          for (key, value) in observer.observe(subject) where seen[key.name] == nil {
            seen[key.name] = Observation(key: key, value: value, sighting: sighting)
          }
        }
      }
      guard let last = outcome.subjects.last else { continue }
      for observer in Observers.outcomes {
        for (key, value) in observer.observe(outcome) where seen[key.name] == nil {
          seen[key.name] = Observation(
            key: key, value: value,
            sighting: Sighting(probe: result.probe.id, step: last.step.name))
        }
      }
    }
    observations = seen.values.sorted { $0.key.name < $1.key.name }
    figures =
      firstBytes.isEmpty
      ? []
      : [Figure(name: "latency.first-byte.median", milliseconds: firstBytes.median)]
  }

  /// The observation of a key, `nil` where nothing was seen.
  public func observation(_ name: String) -> Observation? {
    observations.first { $0.key.name == name }
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
