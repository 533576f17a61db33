import Conformance
import Testing
import WireFormats

@Suite struct EvidenceTests {
  static func evidence(
    _ body: String, type: String? = "application/json", request: String = "{}",
    reads: [HTTPExchange.BodyRead] = []
  ) throws -> Evidence {
    let origin = try #require(HTTPOrigin(parsing: "http://localhost/v1"))
    var fields = HeaderFields()
    fields.set("content-type", to: type)
    return Evidence(
      of: HTTPExchange(
        request: HTTPRequest(
          method: "POST", origin: origin, target: "/v1/chat/completions",
          body: Array(request.utf8)),
        response: HTTPResponseHead(status: 200, fields: fields), body: Array(body.utf8),
        reads: reads))
  }

  @Test func saysWhatABodyIsWhateverItsContentTypeSays() throws {
    #expect(try Self.evidence("{\"a\":1}", type: "text/event-stream").json == ["a": 1])
    #expect(try Self.evidence("data: {}\n\n").stream?.events.count == 1)
    #expect(try Self.evidence(": hello\n\ndata:{}\n\n", type: nil).stream?.events.count == 1)
    guard case .malformedJSON = try Self.evidence("{\"a\":}").payload else {
      Issue.record("a cut JSON body is malformed JSON")
      return
    }
    guard case .other = try Self.evidence("<html></html>", type: "text/html").payload else {
      Issue.record("HTML is something else")
      return
    }
    guard case .empty = try Self.evidence("").payload else {
      Issue.record("no byte is empty")
      return
    }
  }

  @Test func knowsTheTerminatorOnlyWhenExact() throws {
    let stream = try #require(
      try Self.evidence(
        "data: [DONE]\n\ndata: [DONE] \n\ndata: [done]\n\n", type: "text/event-stream"
      )
      .stream)
    #expect(stream.events.map(\.isTerminator) == [true, false, false])
  }

  @Test func putsAStreamTogetherAsAClientWould() throws {
    let evidence = try Self.evidence(
      """
      data: {"id":"a","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"}}]}

      data: {"id":"a","choices":[{"index":1,"delta":{"content":"x"}},{"index":0,"delta":{"content":"lo"}}]}

      data: {"id":"a","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f","arguments":"{\\"a\\""}}]}}]}

      data: {"id":"a","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]},"finish_reason":"tool_calls"}]}

      data: {"id":"a","choices":[],"usage":{"total_tokens":3}}

      data: [DONE]


      """, type: "text/event-stream")
    let completion = try #require(evidence.completion)
    #expect(completion.isStreamed)
    #expect(completion.choices.map(\.index) == [0, 1])
    #expect(completion.first?.content == "Hello")
    #expect(completion.first?.toolCalls.first?.arguments == "{\"a\":1}")
    #expect(completion.first?.finishReason == "tool_calls")
    #expect(completion.usage == ["total_tokens": 3])
    #expect(
      completion.message["tool_calls"]?[0]?["function"] == ["name": "f", "arguments": "{\"a\":1}"])
  }

  @Test func dropsNothingOfAPlainAnswerWithEqualIndices() throws {
    let evidence = try Self.evidence(
      #"{"choices":[{"index":0,"message":{"content":"a"}},{"index":0,"message":{"content":"b"}}]}"#)
    #expect(evidence.completion?.choices.map(\.content) == ["a", "b"])
  }

  @Test func tellsWhenAnEventHadArrived() throws {
    let stream = try #require(
      try Self.evidence(
        "data: {}\n\ndata: {}\n\n", type: "text/event-stream",
        reads: [.init(milliseconds: 5, byteCount: 12), .init(milliseconds: 9, byteCount: 8)]
      ).stream)
    #expect(stream.events.map(\.milliseconds) == [5, 9])
  }

  @Test func resolvesReferencesToEarlierAnswers() throws {
    let answers: [String: JSONValue] = ["call": ["message": ["tool_calls": [["id": "c1"]]]]]
    let body: JSONValue = [
      "tool_call_id": ["$from": "call", "at": "/message/tool_calls/0/id"],
      "content": ["$prompt": ["repeat": "ab", "times": 3]],
    ]
    #expect(
      try StepReferences.resolve(body, answers: answers)
        == ["tool_call_id": "c1", "content": "ababab"])
    #expect(throws: StepReferences.Unresolved.self) {
      try StepReferences.resolve(["a": ["$from": "call", "at": "/text"]], answers: answers)
    }
  }
}
