import Conformance
import Planning
import Running
import Synchronization
import Testing

/// What a run may cost, and what it does not spend when the first answer says that it is in vain.
@Suite struct SpendingTests {
  /// Answers every request alike, and counts them.
  final class Answering: Transport {
    let status: Int
    let body: String
    let fields: HeaderFields
    private let count = Mutex(0)

    init(_ status: Int, _ body: String, fields: HeaderFields = [:]) {
      self.status = status
      self.body = body
      self.fields = fields
    }

    var requests: Int { count.withLock { $0 } }

    func send(_ request: HTTPRequest, limits: TimeLimits) async throws(TransportError)
      -> HTTPExchange
    {
      count.withLock { $0 += 1 }
      var all: HeaderFields = ["Content-Type": "application/json"]
      for line in fields.lines { all.set(line.name, to: line.value) }
      return HTTPExchange(
        request: request, response: HTTPResponseHead(status: status, fields: all),
        body: Array(body.utf8))
    }
  }

  static func run(_ transport: Answering, _ options: RunOptions) async throws -> [ProbeResult] {
    let suite = try Suite("flexai")
    let plan = try suite.plan(PlanOptions(profile: .smoke))
    return await suite.run(
      plan,
      against: .custom(
        transport, origin: HTTPOrigin(scheme: "http", host: "localhost", basePath: "/v1"),
        secrets: ["key": "sk-none"]), model: "owner/name", options: options)
  }

  @Test(arguments: [
    (401, #"{"error": {"message": "no"}}"#, "the key was refused (401)"),
    (403, "", "the key was refused (403)"), (402, "", "the account has no credit (402)"),
    (404, "not here", "/v1/chat/completions is not there (404)"),
    (404, #"{"error": {"message": "x", "code": "model_not_found"}}"#, "the model owner/name"),
    (400, #"{"error": {"message": "no model owner/name"}}"#, "the model owner/name was refused"),
    (422, #"{"error": {"message": "x", "param": "model"}}"#, "choose another with --model"),
    (503, "", "the service is not available (503)"),
  ]) func aRunInVainIsOneErrorAndOneRequest(status: Int, body: String, phrase: String) async throws
  {
    let transport = Answering(status, body)
    let results = try await Self.run(transport, RunOptions(retries: 0))
    #expect(transport.requests == 1)
    #expect(results.count >= 10)
    for result in results {
      #expect(result.judgement.verdict == .error, "\(result.probe.id)")
      #expect(result.judgement.reason?.contains(phrase) == true, "\(result.judgement)")
    }
  }

  @Test func aRefusalForAnotherReasonIsJudged() async throws {
    let transport = Answering(400, #"{"error": {"message": "max_tokens is too large"}}"#)
    let results = try await Self.run(transport, RunOptions(retries: 0))
    #expect(transport.requests > 5)
    #expect(results.contains { $0.judgement.verdict == .fail })
  }

  @Test func aCeilingOfRequestsHoldsRetriesIncluded() async throws {
    let transport = Answering(200, "{}")
    let results = try await Self.run(transport, RunOptions(maximumRequests: 4))
    #expect(transport.requests == 4)
    let unspent = results.filter { $0.judgement.verdict == .error }
    // A probe of two requests may have spent the last of them on its first.
    #expect(unspent.count >= 6)
    #expect(unspent.allSatisfy { $0.judgement.reason?.hasPrefix("budget: 4 requests") == true })

    let limited = Answering(429, "", fields: ["Retry-After": "0"])
    _ = try await Self.run(limited, RunOptions(maximumRequests: 2, retries: 5))
    #expect(limited.requests == 2)
  }

  @Test func aCeilingOfTokensHolds() async throws {
    let transport = Answering(200, "{}")
    let results = try await Self.run(transport, RunOptions(maximumOutputTokens: 70))
    let unspent = results.filter {
      $0.judgement.reason?.hasPrefix("budget: 70 output tokens") == true
    }
    #expect(!unspent.isEmpty)
    let sent = results.filter { !$0.attempts.isEmpty }
    #expect(sent.reduce(0) { $0 + $1.probe.cost.outputTokens } <= 70)
  }

  @Test(arguments: [("60/m", 1.0), ("5/s", 5), ("1800/h", 0.5), ("0.5/s", 0.5)])
  func readsAPace(text: String, requestsPerSecond: Double) {
    #expect(Pace(parsing: text)?.requestsPerSecond == requestsPerSecond)
  }

  @Test(arguments: ["", "60", "60/d", "0/s", "-1/s", "inf/s", "nan/s", "5/s/s", "five/s"])
  func refusesWhatIsNoPace(text: String) { #expect(Pace(parsing: text) == nil) }
}
