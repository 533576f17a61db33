import Conformance
import Planning
import Running
import Testing

/// A server that refuses everything, honestly and in good form, keeps no promise.
@Suite struct RefusalTests {
  /// Answers every request with 400 and OpenAI's error object.
  struct Refusing: Transport {
    func send(_ request: HTTPRequest, limits: TimeLimits) async throws(TransportError)
      -> HTTPExchange
    {
      let body = Array(
        #"{"error":{"message":"no","type":"invalid_request_error","param":null,"code":"no"}}"#.utf8)
      let fields: HeaderFields = [
        "Content-Type": "application/json", "Content-Length": "\(body.count)",
      ]
      return HTTPExchange(
        request: request, response: HTTPResponseHead(status: 400, fields: fields), body: body,
        reads: [.init(milliseconds: 1, byteCount: body.count)])
    }
  }

  private static func results(_ id: String, _ options: PlanOptions) async throws -> [ProbeResult] {
    let suite = try Suite(id)
    let origin = HTTPOrigin(scheme: "http", host: "refusing.invalid", basePath: "/v1")
    var secrets = ["key": "sk-some-key"]
    for name in ["RAG_GATEWAY_USER", "RAG_GATEWAY_PROJECT"] { secrets[name] = "some" }
    return await suite.run(
      try suite.plan(options),
      against: .custom(Refusing(), origin: origin, secrets: secrets))
  }

  @Test(
    arguments: [
      "flexai", "flock", "flowapi", "model-library", "openai", "rag-pat-gateway",
    ], [Profile.smoke, .standard])
  func aPlainRequestThatIsRefusedFails(id: String, profile: Profile) async throws {
    let results = try await Self.results(id, PlanOptions(profile: profile, only: ["chat.plain"]))
    #expect(results.map(\.judgement.verdict) == [.fail])
  }

  @Test func refusalsSayNothingWhereEverythingIsRefused() async throws {
    let results = try await Self.results(
      "flexai", PlanOptions(only: ["chat.plain", "chat.temperature.above-maximum"]))
    let refused = results.first { $0.probe.id != "chat.plain" }
    #expect(refused?.judgement.verdict == .inconclusive)
    #expect(refused?.judgement.reason == "not testable: chat.plain was answered with 400")
    #expect(results.contains { $0.judgement.verdict == .fail })
    #expect(results.heldToPrerequisites().map(\.judgement) == results.map(\.judgement))
    // Alone nothing is known of the endpoint.
    let alone = try await Self.results(
      "flexai", PlanOptions(only: ["chat.temperature.above-maximum"]))
    #expect(alone.map(\.judgement.verdict) == [.pass])
  }
}
