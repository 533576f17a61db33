public import Conformance

/// What a writer renders: a run's report, without secrets, beside the documentation that it speaks
/// of.
public struct ReportSubject: Sendable {
  /// The report. What credential fields carried is taken out of it, wherever it stands; bytes are
  /// overwritten, never removed, so that offsets stay right.
  public let report: RunReport
  /// The provider's documentation; `nil` where only the report is at hand.
  public let spec: ProviderSpec?
  /// What is known of checks, by id.
  let checks: [CheckID: CheckDescription]
  /// What stands for the key.
  let key: KeyPlaceholder

  /// Makes a subject.
  ///
  /// - Parameters:
  ///   - report: the run's report.
  ///   - spec: the spec that the run was about: it names the key's variable and gives claims their
  ///     sentences and citations. Without it, reports name claims by id alone.
  ///   - checks: the name cards of the checks, for their rules.
  public init(
    report: RunReport, spec: ProviderSpec? = nil, checks: some Sequence<CheckDescription> = []
  ) {
    self.report = SecretMask(report: report, spec: spec).apply(to: report)
    self.spec = spec
    self.checks = Dictionary(checks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    key = KeyPlaceholder(spec: spec, id: report.header.spec)
  }

  /// How many results count as what, in order of gravity, those that are none left out.
  var counts: [(standing: Standing, count: Int)] {
    Standing.allCases.compactMap { standing in
      let count = report.results.count { Standing(of: $0) == standing }
      return count == 0 ? nil : (standing, count)
    }
  }

  /// The results of a standing, in plan order.
  func results(_ standing: Standing) -> [ProbeResult] {
    report.results.filter { Standing(of: $0) == standing }
  }

  /// The outcome in one sentence.
  var outcomeSentence: String {
    switch report.outcome {
    case .conforms: "What was exercised conforms."
    case .deviates where report.results.contains(where: report.isFailure):
      "The provider deviates from its documentation."
    case .deviates: "Known deviations no longer occur: the baseline is stale."
    case .incomplete: "The run is incomplete: something could not be judged."
    case .interrupted: "The run was interrupted: results are missing."
    }
  }
}

extension ProbeResult {
  /// The part of the probe's id that groups results: its first two components, for instance
  /// `chat.temperature`.
  var section: String {
    probe.id.split(separator: ".", omittingEmptySubsequences: false).prefix(2)
      .joined(separator: ".")
  }

  /// The first component of the probe's id: `chat`.
  var area: String {
    probe.id.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init)
      ?? probe.id
  }

  /// Why the result is what it is, in one sentence; empty for a pass without remarks.
  var reason: String {
    if let knownDeviation {
      let end = knownDeviation.expires.map { ", until \($0)" } ?? ""
      return "known deviation: \(knownDeviation.reason)\(end)"
    }
    if let samples, samples.passed < samples.total, samples.passed > 0 {
      let mix = "inconsistent, \(samples.passed)/\(samples.total) samples passed"
      return judgement.reason.map { "\(mix): \($0)" } ?? mix
    }
    return judgement.reason ?? judgement.findings.first?.summary ?? ""
  }
}
