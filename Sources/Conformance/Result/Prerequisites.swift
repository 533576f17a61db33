extension [ProbeResult] {
  /// The same results, in which no pass stands on what did not work: that an endpoint refuses a wrong
  /// value says nothing where it refuses everything.
  ///
  /// A passed probe whose prerequisite was sent and not answered with a success is inconclusive. What
  /// was found stays found, and a prerequisite that was not sent decides nothing. Applying it again
  /// changes nothing.
  public func heldToPrerequisites() -> [ProbeResult] {
    let reasons = Dictionary(
      compactMap { result in result.lackOfSuccess.map { (result.probe.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    guard !reasons.isEmpty else { return self }
    return map { result in
      guard result.judgement.verdict == .pass,
        let reason = result.probe.prerequisites.lazy.compactMap({ reasons[$0] }).first
      else { return result }
      var held = result
      held.judgement.verdict = .inconclusive
      held.judgement.reason = "not testable: \(reason)"
      return held
    }
  }
}

extension ProbeResult {
  /// Why a probe that was sent cannot carry others, in one phrase; `nil` where every request that
  /// should succeed did, or where none was sent.
  fileprivate var lackOfSuccess: String? {
    for step in probe.steps {
      guard case .accepted = step.expectation,
        let attempt = attempts.last(where: { $0.step == step.name })
      else { continue }
      guard let status = attempt.exchange?.status else { return "\(probe.id) was not answered" }
      if !(200..<300).contains(status) { return "\(probe.id) was answered with \(status)" }
    }
    return nil
  }
}
