import Conformance
import Testing
import WireFormats

@testable import Running

@Suite struct ConversationTests {
  private static let optional = Conformance.Expectation.accepted(level: .must, orRefused: true)

  private static let first: JSONValue = [
    "model": "m", "messages": [["role": "user", "content": "Weather?"]],
    "tools": [["type": "function"]],
    "max_tokens": 64,
  ]

  private static func request(_ body: JSONValue) -> HTTPRequest {
    HTTPRequest(
      method: "POST", origin: HTTPOrigin(scheme: "http", host: "simulated.invalid"),
      target: "/v1/chat/completions", body: Array(body.serialized().utf8))
  }

  private static func turn(_ changes: [String: JSONValue]) -> JSONValue {
    var object = first.object ?? JSONObject()
    object["messages"] = [
      ["role": "user", "content": "Weather?"], ["role": "tool", "content": "7 degrees"],
    ]
    for (name, value) in changes { object[name] = value }
    return .object(object)
  }

  private static func expectation(_ body: JSONValue, firstStatus: Int = 200)
    -> Conformance.Expectation
  {
    let exchange = HTTPExchange(
      request: request(first), response: HTTPResponseHead(status: firstStatus, reason: ""),
      body: Array("{}".utf8))
    let step = ProbeStep(name: "result", body: .json(body), expectation: optional)
    return Conversation.expectation(
      of: step, request: request(body),
      after: [Evidence(of: exchange, step: "call", endpoint: "chat")])
  }

  @Test func theNextTurnOfWhatWasTakenIsTaken() {
    #expect(Self.expectation(Self.turn([:])) == .accepted(level: .must))
    #expect(Self.expectation(Self.turn(["max_tokens": 128])) == .accepted(level: .must))
  }

  @Test(
    arguments: [
      ["tools": .array([])], ["logprobs": true],
      ["messages": [["role": "user", "content": [["type": "image_url"]]]]],
    ] as [[String: JSONValue]])
  func whatTheFirstTurnDidNotAskForMayBeDeclined(changes: [String: JSONValue]) {
    #expect(Self.expectation(Self.turn(changes)) == Self.optional)
  }

  @Test func aFirstTurnThatWasDeclinedBindsNothing() {
    #expect(Self.expectation(Self.turn([:]), firstStatus: 400) == Self.optional)
  }
}
