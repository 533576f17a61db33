import Conformance
import WireFormats

/// Runs one probe: its steps in order, each with its retries, then the judgement.
struct ProbeRunner: Sendable {
  let builder: RequestBuilder
  let transport: @Sendable () -> any Transport
  let judge: ProbeJudge
  let options: RunOptions
  let ledger: Ledger

  /// Runs a probe as often as it is to be sampled.
  func run(_ probe: Probe) async -> ProbeResult {
    let transport = transport()
    var samples = [await runOnce(probe, transport)]
    guard probe.dependsOnSampling else { return samples[0] }
    for _ in 1..<max(2, options.samples) where samples.count < options.samples {
      samples.append(await runOnce(probe, transport))
    }
    return SampleFold.fold(samples[0], samples.dropFirst())
  }

  private func runOnce(_ probe: Probe, _ transport: any Transport) async -> ProbeResult {
    var attempts: [ProbeResult.Attempt] = []
    var answers: [String: JSONValue] = [:]
    for (index, step) in probe.steps.enumerated() {
      let request: HTTPRequest
      do throws(StepReferences.Unresolved) {
        request = try builder.request(for: step, answers: answers)
      } catch {
        return result(probe, attempts, unresolved: error)
      }
      // The steps' shares add up to what the plan says of the probe.
      let whole = probe.cost.outputTokens
      let tokens =
        whole * (index + 1) / probe.steps.count - whole * index / probe.steps.count
      switch await send(request, by: transport, for: step, outputTokens: tokens) {
      case .stopped(let reason, let made):
        attempts += made
        return ProbeResult(probe: probe, judgement: .error(reason), attempts: attempts)
      case .answered(let made):
        attempts += made
      }
      guard let last = attempts.last, let exchange = last.exchange,
        Trouble.reason(for: last, of: step) == nil
      else { return result(probe, attempts) }
      // Only a step that another refers to needs its answer taken apart here.
      if probe.steps.count > 1 {
        answers[step.name] = StepReferences.values(
          of: Evidence(of: exchange, step: step.name, endpoint: step.endpoint))
      }
    }
    return result(probe, attempts)
  }

  private func result(
    _ probe: Probe, _ attempts: [ProbeResult.Attempt],
    unresolved: StepReferences.Unresolved? = nil
  ) -> ProbeResult {
    // The same bytes give the same verdict.
    if let judged = options.judged[probe.id], judged.attempts == attempts, unresolved == nil {
      return judged
    }
    return ProbeResult(
      probe: probe,
      judgement: judge.judgement(of: probe, attempts: attempts, unresolved: unresolved),
      attempts: attempts)
  }

  private enum Delivery {
    case answered([ProbeResult.Attempt])
    case stopped(String, [ProbeResult.Attempt])
  }

  private func send(
    _ request: HTTPRequest, by transport: any Transport, for step: ProbeStep, outputTokens: Int
  ) async -> Delivery {
    let policy = RetryPolicy(options: options)
    var attempts: [ProbeResult.Attempt] = []
    while true {
      if let reason = ledger.book(outputTokens: outputTokens) { return .stopped(reason, attempts) }
      do throws(CancellationError) {
        try await ledger.waitForTurn()
      } catch {
        return .stopped("interrupted", attempts)
      }
      var attempt = ProbeResult.Attempt(
        step: step.name, number: attempts.count + 1, exchange: nil)
      do throws(TransportError) {
        attempt.exchange = try await transport.send(request, limits: options.limits)
      } catch {
        attempt.failure = error
      }
      attempts.append(attempt)
      if Task.isCancelled { return .stopped("interrupted", attempts) }
      guard
        let delay = policy.delay(
          after: attempt, isExpected: step.expectation.allows(attempt.exchange?.status),
          jitter: Double.random(in: 0..<1))
      else { return .answered(attempts) }
      ledger.holdBack(seconds: attempt.exchange?.status == 429 ? delay : 0)
      do {
        try await Task.sleep(for: .seconds(delay))
      } catch {
        return .stopped("interrupted", attempts)
      }
    }
  }
}

extension Expectation {
  /// Whether a status is one that the step asks for by number, so that nothing is gained by a retry.
  fileprivate func allows(_ status: Int?) -> Bool {
    guard case .rejected(let statuses, _) = self, let status else { return false }
    return statuses.contains(status)
  }
}

/// Makes one result of several samples: a mix is inconsistent and says so with both counts, it is
/// never averaged.
enum SampleFold {
  static func fold(_ first: ProbeResult, _ others: ArraySlice<ProbeResult>) -> ProbeResult {
    guard !others.isEmpty else { return first }
    let results = [first] + others
    let passed = results.count { $0.judgement.verdict == .pass }
    // The gravest sample speaks for the probe, with its evidence.
    let order: [Verdict] = [.fail, .error, .inconclusive, .warn, .unsupported, .skip, .pass]
    var folded =
      order.lazy.compactMap { verdict in results.first { $0.judgement.verdict == verdict } }.first
      ?? first
    folded.samples = ProbeResult.SampleCount(passed: passed, total: results.count)
    if passed > 0 && passed < results.count {
      folded.judgement.reason =
        "inconsistent: \(passed)/\(results.count) samples passed; else "
        + (folded.judgement.reason ?? "no reason")
    }
    folded.attempts = results.flatMap(\.attempts)
    return folded
  }
}
