public import Checks
public import Conformance
import WireFormats

/// Judges traffic that somebody else recorded: each exchange by itself, by the checks that are always
/// on. Without a plan nobody knows what a request was to meet, so that refusals are judged for their
/// shape alone, unless the documentation describes no such request.
public struct TrafficJudge: Sendable {
  private let judge: Judge
  private let matcher: EndpointMatcher
  private let spec: ProviderSpec
  private let requests: RequestConformity

  /// Makes a judge.
  public init(context: CheckContext) {
    judge = Judge(context: context)
    matcher = EndpointMatcher(spec: context.spec)
    spec = context.spec
    requests = RequestConformity(spec: context.spec)
  }

  /// Judges one exchange.
  ///
  /// - Parameters:
  ///   - exchange: the exchange.
  ///   - name: what it is called in the report, unique in it.
  ///   - file: the file that it stands in.
  /// - Returns: the result; a skip where the request belongs to no documented endpoint. A result
  ///   that passed keeps no exchange, so that a year of traffic fits into memory.
  public func result(of exchange: HTTPExchange, name: String, file: String) -> ProbeResult {
    let endpoint = matcher.endpoint(of: exchange.request)
    let expectation =
      endpoint.map { requests.expectation(of: exchange.request, at: $0) } ?? .unknown
    let step = ProbeStep(
      endpoint: endpoint ?? "", method: exchange.request.method,
      body: exchange.request.body.isEmpty ? .none : .raw(exchange.request.body),
      expectation: expectation)
    let probe = Probe(
      id: name, title: "\(exchange.request.method) \(exchange.request.target)", claims: [],
      level: .must, steps: [step],
      location: SourceLocation(file: file, line: 1, column: 1, pointer: JSONPointer()))
    guard let endpoint else {
      return ProbeResult(
        probe: probe,
        judgement: .skipped("\(spec.id) documents no endpoint for this request"))
    }
    let attempt = ProbeResult.Attempt(step: step.name, exchange: exchange)
    let evidence = Evidence(
      of: exchange, step: step.name, endpoint: endpoint, expectation: expectation)
    let outcomes = judge.examine(ProbeEvidence(probe: name, steps: [evidence]), invocations: [])
    var judgement = Judgement(
      deciding: outcomes, trouble: Trouble.reason(for: attempt, of: step))
    if judgement.verdict == .inconclusive && judgement.findings.isEmpty {
      // A well-formed refusal leaves nothing to judge, which is no fault of the recording.
      judgement = outcomes.contains(.passed) ? Judgement(verdict: .pass) : judgement
    }
    guard judgement.verdict != .pass || !judgement.findings.isEmpty else {
      var kept = probe
      kept.steps[0].body = .none
      return ProbeResult(probe: kept, judgement: judgement)
    }
    return ProbeResult(probe: probe, judgement: judgement, attempts: [attempt])
  }
}
