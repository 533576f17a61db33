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
      for step in result.probe.steps {
        guard let exchange = result.lastExchange(of: step.name) else { continue }
        if let time = exchange.firstByteMilliseconds { firstBytes.append(time) }
        let evidence = Evidence(
          of: exchange, step: step.name, endpoint: step.endpoint, expectation: step.expectation)
        let subject = Subject(probe: result.probe, step: step, evidence: evidence)
        for observer in Observers.all {
          for (key, value) in observer.observe(subject) where seen[key.name] == nil {
            seen[key.name] = Observation(
              key: key, value: value, probe: result.probe.id, step: step.name)
          }
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

/// One answered step of a probe, as observers see it.
public struct Subject: Sendable {
  /// The probe.
  public let probe: Probe
  /// The step.
  public let step: ProbeStep
  /// What came of it.
  public let evidence: Evidence

  /// Makes a subject.
  public init(probe: Probe, step: ProbeStep, evidence: Evidence) {
    self.probe = probe
    self.step = step
    self.evidence = evidence
  }
}

extension ProbeResult {
  /// The exchange of the last attempt at a step, `nil` where there is none.
  fileprivate func lastExchange(of step: String) -> HTTPExchange? {
    attempts.last { $0.step == step }?.exchange
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
