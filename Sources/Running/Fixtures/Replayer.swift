public import Conformance
import Transports
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
          judgement: .error("not recorded: \(advice(for: entry.probe, fixtures))"))
      }
      return result(of: entry.probe, recorded: recorded, fixtures: fixtures)
    }
  }

  private func result(of probe: Probe, recorded: [HARDocument.Entry], fixtures: FixtureSet)
    -> ProbeResult
  {
    let origin = recorded[0].exchange.request.origin
    var attempts: [ProbeResult.Attempt] = []
    var answers: [String: JSONValue] = [:]
    var unresolved: StepReferences.Unresolved?
    for step in probe.steps {
      let mine = recorded.filter { ($0.probe?.step ?? "request") == step.name }
      guard let last = mine.last else { continue }
      let builder = RequestBuilder(
        spec: spec, origin: based(origin, on: last.exchange.request, step: step), model: model,
        secrets: [:])
      do throws(StepReferences.Unresolved) {
        let request = try builder.request(for: step, answers: answers)
        guard request.replayHash == last.probe?.requestHash else {
          return ProbeResult(
            probe: probe,
            judgement: .error(
              "the plan sends another request than was recorded at \"\(step.name)\": "
                + advice(for: probe, fixtures)))
        }
      } catch {
        unresolved = error
        break
      }
      attempts += mine.enumerated().map { index, entry in
        ProbeResult.Attempt(
          step: step.name, number: entry.probe?.attempt ?? index + 1, exchange: entry.exchange)
      }
      answers[step.name] = StepReferences.values(
        of: Evidence(of: last.exchange, step: step.name, endpoint: step.endpoint))
    }
    return ProbeResult(
      probe: probe,
      judgement: judge.judgement(of: probe, attempts: attempts, unresolved: unresolved),
      attempts: attempts)
  }

  /// The recorded origin with the base path that the recorded target shows: a gateway may have
  /// another one than the documentation prints.
  private func based(_ origin: HTTPOrigin, on request: HTTPRequest, step: ProbeStep) -> HTTPOrigin {
    var based = origin
    let documented = HTTPOrigin(parsing: spec.service.baseURL ?? "")?.basePath
    guard let path = spec.endpoint(step.endpoint)?.path else { return based }
    let stem = path.firstRange(of: "{model}").map { String(path[..<$0.lowerBound]) } ?? path
    if let place = request.target.firstRange(of: stem) {
      based.basePath = String(request.target[..<place.lowerBound])
    } else {
      based.basePath = documented ?? ""
    }
    return based
  }

  private func advice(for probe: Probe, _ fixtures: FixtureSet) -> String {
    let folder = fixtures.files.values.sorted().first.map { FileAccess.folder(of: $0) } ?? "DIR"
    return "record it again with assay run \(spec.id) --only \(probe.id) --record \(folder)"
  }
}
