public import Conformance
import WireFormats

/// One answered step of a probe, as observers see it.
public struct Subject: Sendable {
  /// The probe.
  public let probe: Probe
  /// The step.
  public let step: ProbeStep
  /// What came of it.
  public let evidence: Evidence
  /// What the checks found on this step.
  public let findings: [Finding]
  /// Whether the request is for the model that most requests of the run name.
  public let isForUsualModel: Bool

  /// Makes a subject.
  public init(
    probe: Probe, step: ProbeStep, evidence: Evidence, findings: [Finding] = [],
    isForUsualModel: Bool = true
  ) {
    self.probe = probe
    self.step = step
    self.evidence = evidence
    self.findings = findings
    self.isForUsualModel = isForUsualModel
  }

  /// Whether it is about credentials, whatever the status. What others captured carries none, so that
  /// there the name of the capture tells.
  var isAboutCredentials: Bool {
    let name = ProbeOutcome.name(of: probe)
    return step.credentials != .valid || name.hasPrefix("auth.") || name.hasPrefix("auth_")
  }
}

/// All answered steps of a probe and what it came to.
public struct ProbeOutcome: Sendable {
  /// The probe.
  public let probe: Probe
  /// What it came to.
  public let judgement: Judgement
  /// Its answered steps, in order.
  public let subjects: [Subject]

  /// Decodes the last exchange of every step.
  init(of result: ProbeResult, models: UsualModels) {
    probe = result.probe
    judgement = result.judgement
    subjects = result.probe.steps.compactMap { step in
      let exchange = result.attempts.last { $0.step == step.name }?.exchange
      guard let exchange else { return nil }
      let evidence = Evidence(
        of: exchange, step: step.name, endpoint: step.endpoint, expectation: step.expectation)
      return Subject(
        probe: result.probe, step: step, evidence: evidence,
        findings: result.judgement.findings.filter {
          $0.place.step == step.name && $0.place.attempt == nil
        },
        isForUsualModel: models.holds(evidence.requestBody?["model"], endpoint: step.endpoint))
    }
  }

  /// The step of a name, `nil` where it has no answer.
  func subject(_ step: String) -> Subject? { subjects.first { $0.step.name == step } }

  /// The probe's id; of judged traffic without the folder, so that the same capture of two servers
  /// has one name.
  var name: String { Self.name(of: probe) }

  static func name(of probe: Probe) -> String { name(ofID: probe.id) }

  static func name(ofID id: String) -> String {
    id.split(separator: "/").last.map(String.init) ?? id
  }
}
