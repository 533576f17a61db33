public import Conformance
public import Transports
import WireFormats

/// Judges a plan from recordings: no network, no key, no clock, the same verdicts every time.
public struct Replayer: Sendable {
  private let judge: ProbeJudge
  private let spec: ProviderSpec
  private let model: String

  /// Makes a replayer.
  ///
  /// - Parameters:
  ///   - suite: whose spec and checks judge.
  ///   - model: the model that the plan asks for, where a path names it.
  public init(suite: Suite, model: String) {
    judge = ProbeJudge(context: suite.context)
    spec = suite.spec
    self.model = model
  }

  /// Judges each probe of a plan by its recording.
  ///
  /// A probe without recording, or whose requests are no longer those that were recorded, is an error
  /// that says how to record it.
  public func results(of plan: Plan, from fixtures: FixtureSet) -> [ProbeResult] {
    plan.entries.map { entry in
      if let reason = entry.skipReason {
        return ProbeResult(probe: entry.probe, judgement: .skipped(reason))
      }
      guard let recorded = fixtures.entries[entry.probe.id] else {
        return ProbeResult(
          probe: entry.probe,
          judgement: .error("not recorded: \(advice(for: entry.probe, fixtures.folder))"))
      }
      return result(of: entry.probe, recorded: recorded, folder: fixtures.folder)
    }.heldToPrerequisites()
  }

  /// Judges one probe by its recording.
  ///
  /// - Parameters:
  ///   - probe: the probe.
  ///   - recorded: its entries in attempt order, those of all samples.
  ///   - folder: where to record again.
  public func result(
    of probe: Probe, recorded: [HARDocument.Entry], folder: String = "DIR"
  ) -> ProbeResult {
    let samples = samples(of: probe, in: recorded).map { entries in
      let trace = trace(of: probe, entries)
      if let change = trace.change {
        return ProbeResult(
          probe: probe,
          judgement: .error(
            "the plan sends another request than was recorded at \"\(change.step)\" ("
              + "\(change.difference.summary())): \(advice(for: probe, folder))"))
      }
      return ProbeResult(
        probe: probe,
        judgement: judge.judgement(
          of: probe, attempts: trace.attempts, unresolved: trace.unresolved),
        attempts: trace.attempts)
    }
    return SampleFold.fold(samples[0], samples.dropFirst())
  }

  /// How a probe's requests differ from those that were recorded, `nil` where they do not.
  func change(of probe: Probe, recorded: [HARDocument.Entry]) -> String? {
    for entries in samples(of: probe, in: recorded) {
      if let change = trace(of: probe, entries).change {
        let step = probe.steps.count > 1 ? "\(change.step): " : ""
        return step + change.difference.summary()
      }
    }
    return nil
  }

  /// A probe that was sampled several times begins anew with its first step's first attempt.
  private func samples(of probe: Probe, in recorded: [HARDocument.Entry]) -> [[HARDocument.Entry]] {
    var samples: [[HARDocument.Entry]] = []
    for entry in recorded {
      let isFirst =
        (entry.probe?.step ?? "request") == probe.steps.first?.name
        && (entry.probe?.attempt ?? 1) == 1
      if samples.isEmpty || (isFirst && probe.dependsOnSampling) { samples.append([]) }
      samples[samples.count - 1].append(entry)
    }
    return samples.isEmpty ? [[]] : samples
  }

  /// What one sample of a probe did.
  private struct Trace {
    var attempts: [ProbeResult.Attempt] = []
    var unresolved: StepReferences.Unresolved?
    var change: (step: String, difference: RequestDifference)?
  }

  private func trace(of probe: Probe, _ recorded: [HARDocument.Entry]) -> Trace {
    var trace = Trace()
    var answers: [String: JSONValue] = [:]
    guard let first = recorded.first else { return trace }
    for step in probe.steps {
      let mine = recorded.filter { ($0.probe?.step ?? "request") == step.name }
      let builder = RequestBuilder(
        spec: spec, origin: origin(of: mine.last ?? first, step: step), model: model, secrets: [:])
      let request: HTTPRequest
      do throws(StepReferences.Unresolved) {
        request = try builder.request(for: step, answers: answers)
      } catch {
        trace.unresolved = error
        return trace
      }
      // The run ended before this step.
      guard let last = mine.last else { return trace }
      guard request.replayHash == last.probe?.requestHash else {
        trace.change = (
          step.name, RequestDifference(from: last.exchange.request, to: request, now: "planned")
        )
        return trace
      }
      trace.attempts += mine.enumerated().map { index, entry in
        ProbeResult.Attempt(
          step: step.name, number: entry.probe?.attempt ?? index + 1, exchange: entry.exchange)
      }
      // A run goes no further after an answer that cannot be judged.
      if let attempt = trace.attempts.last, Trouble.reason(for: attempt, of: step) != nil {
        return trace
      }
      answers[step.name] = StepReferences.values(
        of: Evidence(of: last.exchange, step: step.name, endpoint: step.endpoint))
    }
    return trace
  }

  /// The recorded origin; its base path, where the recording does not tell it, as the recorded target
  /// shows it: a gateway may have another one than the documentation prints.
  private func origin(of entry: HARDocument.Entry, step: ProbeStep) -> HTTPOrigin {
    var origin = entry.exchange.request.origin
    guard entry.probe?.basePath == nil, let path = spec.endpoint(step.endpoint)?.path else {
      return origin
    }
    let target = entry.exchange.request.target
    let stem = path.firstRange(of: "{model}").map { String(path[..<$0.lowerBound]) } ?? path
    if let place = target.firstRange(of: stem) {
      origin.basePath = String(target[..<place.lowerBound])
    } else {
      origin.basePath = HTTPOrigin(parsing: spec.service.baseURL ?? "")?.basePath ?? ""
    }
    return origin
  }

  private func advice(for probe: Probe, _ folder: String) -> String {
    "record it again with assay run \(spec.id) --only \(probe.id) --record \(folder)"
  }
}
