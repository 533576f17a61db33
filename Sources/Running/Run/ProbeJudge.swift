public import Checks
public import Conformance

/// Judges a probe from what was exchanged. A pure function: the same bytes give the same verdict for
/// ever, whether they came from a server, a fixture or the simulator.
public struct ProbeJudge: Sendable {
  private let judge: Judge

  /// Makes a judge for one spec.
  public init(context: CheckContext) { judge = Judge(context: context) }

  /// Judges.
  ///
  /// - Parameters:
  ///   - probe: the probe.
  ///   - attempts: all that was sent and received. Of several attempts at a step the last counts; of
  ///     those before it a 429 is looked at for its form.
  ///   - unresolved: the reference that kept a later step from being sent, `nil` where none did.
  public func judgement(
    of probe: Probe, attempts: [ProbeResult.Attempt],
    unresolved: StepReferences.Unresolved? = nil
  ) -> Judgement {
    var evidence: [Evidence] = []
    var trouble: String?
    for step in probe.steps {
      guard let attempt = attempts.last(where: { $0.step == step.name }) else { continue }
      trouble = trouble ?? Trouble.reason(for: attempt, of: step)
      guard let exchange = attempt.exchange else { continue }
      evidence.append(
        Evidence(
          of: exchange, step: step.name, endpoint: step.endpoint,
          expectation: Conversation.expectation(
            of: step, request: exchange.request, after: evidence)
        ))
    }
    var outcomes = judge.examine(
      ProbeEvidence(probe: probe.id, steps: evidence), invocations: probe.checks)
    if let unresolved {
      outcomes.append(
        .inconclusive(
          "not testable: the step \"\(unresolved.step)\" answered nothing at \(unresolved.pointer)")
      )
    }
    return Judgement(
      deciding: outcomes + limits(in: attempts, of: probe), trouble: trouble)
  }

  /// What is wrong with the answers that had a step sent again because of a rate limit. Other answers
  /// that are worth another attempt come from what stands in front of the service.
  private func limits(in attempts: [ProbeResult.Attempt], of probe: Probe) -> [CheckOutcome] {
    probe.steps.flatMap { step in
      attempts.filter { $0.step == step.name }.dropLast().flatMap { attempt -> [CheckOutcome] in
        guard let exchange = attempt.exchange, exchange.status == 429 else { return [] }
        let evidence = Evidence(
          of: exchange, step: step.name, endpoint: step.endpoint, expectation: .unknown)
        let outcomes = judge.examine(
          ProbeEvidence(probe: probe.id, steps: [evidence]), invocations: [])
        return outcomes.compactMap { $0.found(at: attempt.number) }
      }
    }
  }
}

extension CheckOutcome {
  /// The findings, said of an attempt that is not the last; `nil` where there are none.
  fileprivate func found(at attempt: Int) -> CheckOutcome? {
    guard case .found(let findings) = self else { return nil }
    return .found(
      findings.map { finding in
        var placed = finding
        placed.place.attempt = attempt
        return placed
      })
  }
}
