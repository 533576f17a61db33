import Conformance
import WireFormats

/// A report with every verdict, written by hand: what golden files are made of.
enum SampleReport {
  static let key = "sk-sample-0123456789abcdef"

  static let origin = HTTPOrigin(parsing: "https://api.example.test/v1")

  static func header(strict: Bool = false, timestamp: String? = nil) -> RunReport.Header {
    .init(
      spec: "sample", title: "Sample Provider", specFile: "specs/sample.json",
      specDigest: "5f2c0e", model: "sample/model-1", mode: .simulated, profile: .standard,
      version: "1.0.0", command: "assay run sample --simulated", timestamp: timestamp,
      isStrict: strict)
  }

  static func probe(
    _ id: String, _ title: String, line: Int, claims: [String]? = nil, level: Level = .must,
    profile: Profile = .standard, steps: [ProbeStep] = [step()]
  ) -> Probe {
    Probe(
      id: id, title: title, claims: claims ?? [id], level: level, profile: profile, steps: steps,
      location: SourceLocation(
        file: "specs/sample.json", line: line, column: 7,
        pointer: JSONPointer(["claims", id])),
      cost: .init(requests: steps.count, promptTokens: 10, outputTokens: 16))
  }

  static func step(
    _ name: String = "request", credentials: ProbeStep.Credentials = .valid
  ) -> ProbeStep {
    ProbeStep(
      name: name, body: .json(["model": "sample/model-1", "stream": true]),
      credentials: credentials, expectation: .accepted)
  }

  static func request(_ body: String, key: String = key) -> HTTPRequest {
    HTTPRequest(
      method: "POST", origin: origin ?? fallback, target: "/v1/chat/completions",
      fields: [
        "Authorization": "Bearer \(key)", "Content-Type": "application/json", "Accept": "*/*",
      ], body: Array(body.utf8))
  }

  private static var fallback: HTTPOrigin {
    guard let origin = HTTPOrigin(parsing: "http://localhost") else { preconditionFailure() }
    return origin
  }

  /// A stream that came in the reads given: each piece at its time.
  static func stream(_ pieces: [(Double, String)], ending: HTTPExchange.Ending = .complete)
    -> HTTPExchange
  {
    HTTPExchange(
      request: request(#"{"model":"sample/model-1","messages":[],"stream":true}"#),
      response: HTTPResponseHead(
        status: 200, reason: "OK",
        fields: ["Content-Type": "text/event-stream", "x-request-id": "req-1"]),
      body: Array(pieces.map(\.1).joined().utf8),
      reads: pieces.map { .init(milliseconds: $0.0, byteCount: $0.1.utf8.count) }, ending: ending,
      firstByteMilliseconds: pieces.first?.0, totalMilliseconds: (pieces.last?.0 ?? 0) + 1)
  }

  /// A JSON answer.
  static func answer(_ status: Int, _ body: String, request body2: String = "{}") -> HTTPExchange {
    HTTPExchange(
      request: request(body2),
      response: HTTPResponseHead(
        status: status, reason: status == 200 ? "OK" : "Bad Request",
        fields: ["Content-Type": "application/json", "Set-Cookie": "session=very-secret-session"]),
      body: Array(body.utf8), reads: [.init(milliseconds: 35.25, byteCount: body.utf8.count)],
      firstByteMilliseconds: 35, totalMilliseconds: 35.5)
  }

  static func chunk(_ delta: String, finish: String = "null") -> String {
    #"data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763683200,"#
      + #""model":"sample/model-1","choices":[{"index":0,"delta":"# + delta
      + #","finish_reason":"# + finish + "}]}\n\n"
  }

  static let goodStream = stream([
    (40, chunk(#"{"role":"assistant","content":""}"#)),
    (55, chunk(#"{"content":"Hel"}"#) + chunk(#"{"content":"lo"}"#)),
    (140, chunk("{}", finish: #""stop""#)), (141, "data: [DONE]\n\n"),
  ])

  static let brokenStream = stream([
    (40, chunk(#"{"role":"assistant","content":"Hi"}"#)),
    (55, ": keep-alive\n\n" + chunk(#"{"content":" — 你好 😀"}"#)),
    (300, chunk("{}", finish: #""eos""#)),
  ])

  static let citation = Citation(
    title: "Create a chat completion", url: "https://docs.example.test/chat#finish",
    section: "Response",
    read: "2026-11-20", provenance: .page)

  static let standard = Citation(
    title: "WHATWG HTML", url: "https://html.spec.whatwg.org/", section: "9.2",
    provenance: .standard)

  static func finding(
    _ check: String, level: Level = .must, kind: Finding.Kind = .wrongValue,
    place: Finding.Place, expected: String, actual: String, claim: String? = nil
  ) -> Finding {
    Finding(
      check: check, level: level, kind: kind, place: place, expected: expected, actual: actual,
      consequence: "A client that switches over the documented reasons stops here.", claim: claim,
      source: citation)
  }

  /// One result for each verdict, and a known deviation, in plan order.
  static var results: [ProbeResult] {
    let finish = finding(
      "stream.finish-reason",
      place: .init(
        step: "request", event: 2, pointer: "/choices/0/finish_reason"),
      expected: "one of stop, length, tool_calls", actual: #""eos""#, claim: "chat.finish-reasons")
    let terminator = finding(
      "stream.terminator", kind: .malformed,
      place: .init(step: "request", offset: brokenStream.body.count),
      expected: "data: [DONE] as the last event", actual: "the end of the stream",
      claim: "chat.stream.terminator")
    let header = finding(
      "headers.request-id", level: .should, place: .init(step: "request", field: "x-request-id"),
      expected: "a request id of its own", actual: "req-1", claim: "headers.request-id")
    let number = finding(
      "usage.total",
      place: .init(step: "request", offset: 60, pointer: "/usage/total_tokens"),
      expected: "7", actual: "8", claim: "chat.usage.total")
    return [
      ProbeResult(
        probe: probe("chat.basic", "A plain question is answered", line: 10, profile: .smoke),
        judgement: Judgement(verdict: .pass),
        attempts: [
          .init(
            step: "request", number: 1, exchange: answer(429, #"{"error":{"message":"slow"}}"#)),
          .init(step: "request", number: 2, exchange: goodStream),
        ]),
      ProbeResult(
        probe: probe(
          "chat.stream.terminator", "A stream ends with [DONE]", line: 24,
          claims: ["chat.stream.terminator", "chat.finish-reasons"]),
        judgement: Judgement(deciding: [.found([finish]), .found([terminator])]),
        attempts: [.init(step: "request", exchange: brokenStream)]),
      ProbeResult(
        probe: probe("headers.request-id", "Every answer names its request", line: 31),
        judgement: Judgement(deciding: [.found([header])]),
        attempts: [.init(step: "request", exchange: goodStream)]),
      ProbeResult(
        probe: probe("chat.logprobs.content", "Log probabilities where asked for", line: 44),
        judgement: Judgement(
          verdict: .unsupported, reason: "400: logprobs are not available for this model"),
        attempts: [
          .init(
            step: "request",
            exchange: answer(400, #"{"error":{"message":"logprobs are not available"}}"#))
        ]),
      ProbeResult(
        probe: probe("chat.seed.determinism", "The same seed gives the same text", line: 52),
        judgement: Judgement(verdict: .inconclusive, reason: "the control pair differed"),
        attempts: [.init(step: "request", exchange: goodStream)],
        samples: .init(passed: 2, total: 3)),
      ProbeResult(
        probe: probe("models.list", "The list of models", line: 60),
        judgement: .error("connection refused"),
        attempts: [
          .init(
            step: "request", exchange: nil,
            failure: TransportError(
              kind: .connectionFailed, message: "nobody listens at 127.0.0.1:9"))
        ]),
      ProbeResult(
        probe: probe("embeddings.basic", "A text is embedded", line: 70),
        judgement: .skipped("no embedding model is known")),
      ProbeResult(
        probe: probe("chat.usage.total", "The total is the sum", line: 81),
        judgement: Judgement(deciding: [.found([number])]),
        attempts: [
          .init(
            step: "request",
            exchange: answer(
              200,
              #"{"usage":{"prompt_tokens":4,"completion_tokens":3,"total_tokens":8},"choices":[]}"#,
              request: #"{"messages":[{"role":"user","content":"It's \"me\""}]}"#))
        ],
        knownDeviation: KnownDeviation(
          probe: "chat.usage.*", check: "usage.total", reason: "the gateway adds a token",
          link: "https://issues.example.test/7", expires: "2027-01-31")),
    ]
  }

  static func report(strict: Bool = false, timestamp: String? = nil) -> RunReport {
    RunReport(
      header: header(strict: strict, timestamp: timestamp), results: results,
      staleDeviations: [
        KnownDeviation(
          probe: "chat.stop.string", check: "outcome.stop", reason: "fixed in the next release")
      ])
  }
}
