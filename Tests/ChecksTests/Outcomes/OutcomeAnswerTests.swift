import Checks
import Conformance
import Testing
import WireFormats

@Suite struct OutcomeAnswerFormTests {
  private func outcome(_ evidence: Evidence, _ form: String) throws -> CheckOutcome {
    try Answering.examine(
      OutcomeAnswerForm.self, [evidence],
      ["subject": "r", "form": .string(form), "claim": "chat.stream.default"])
  }

  @Test func eachFormIsKnown() throws {
    let plain = Answering.plain("r", "x")
    let stream = Answering.stream("r", ["x"])
    #expect(try outcome(plain, "json") == .passed)
    #expect(try outcome(stream, "event-stream") == .passed)
    #expect(try outcome(stream, "json").kinds == [.wrongValue])
    #expect(try outcome(plain, "event-stream").kinds == [.silentlyIgnored])
    #expect(
      try outcome(Answering.step("r", body: "<html>", type: "text/html"), "json").isInconclusive)
  }
}

@Suite struct OutcomeLogprobsTests {
  private func answer(_ counts: [Int]?) -> Evidence {
    let entries = (counts ?? []).map { count -> JSONValue in
      [
        "token": "x", "logprob": -1,
        "top_logprobs": .array((0..<count).map { _ in ["token": "x", "logprob": -1] }),
      ]
    }
    return Answering.plain(
      "r", "x", choice: ["logprobs": counts == nil ? .null : ["content": .array(entries)]])
  }

  private func outcome(_ evidence: Evidence, _ expect: String, top: Int? = nil) throws
    -> CheckOutcome
  {
    var arguments: JSONObject = JSONObject([
      .init(name: "subject", value: "r"), .init(name: "expect", value: .string(expect)),
      .init(name: "claim", value: "chat.logprobs.content"),
    ])
    arguments["top"] = top.map { .integer($0) }
    return try Answering.examine(OutcomeLogprobs.self, [evidence], .object(arguments))
  }

  @Test func presentAndAbsent() throws {
    #expect(try outcome(answer([0]), "present") == .passed)
    #expect(try outcome(answer([2]), "present", top: 3) == .passed)
    #expect(try outcome(answer(nil), "absent") == .passed)
    #expect(try outcome(answer(nil), "present").kinds == [.silentlyIgnored])
    #expect(try outcome(answer([4]), "present", top: 3).kinds == [.wrongValue])
    #expect(try outcome(answer([0]), "present", top: 3).kinds == [.silentlyIgnored])
    #expect(try outcome(answer([0]), "absent").kinds == [.wrongValue])
    #expect(try outcome(Answering.plain("r", ""), "present").isInconclusive)
  }
}

@Suite struct OutcomeReasoningTests {
  private func outcome(
    _ content: String, _ reasoning: String?, mode: String, tokens: Int = 0,
    finish: String = "stop"
  ) throws -> CheckOutcome {
    let answer = Answering.plain(
      "r", content, finish: finish,
      message: reasoning.map { ["content": .string(content), "reasoning_content": .string($0)] }
        ?? [:], usage: ["completion_tokens_details": ["reasoning_tokens": .integer(tokens)]])
    return try Answering.examine(
      OutcomeReasoning.self, [answer],
      ["subject": "r", "mode": .string(mode), "claim": "chat.reasoning.switch"])
  }

  @Test func reasoningApartPasses() throws {
    #expect(try outcome("391", "17 × 23", mode: "separate") == .passed)
    #expect(try outcome("391", nil, mode: "absent") == .passed)
    #expect(try outcome("391", nil, mode: "present", tokens: 9) == .passed)
  }

  @Test func reasoningInTheWrongPlaceIsFound() throws {
    #expect(
      try outcome("<think>17 × 23</think>391", nil, mode: "separate").kinds == [.wrongValue])
    #expect(try outcome("", "It is 391.", mode: "separate").kinds == [.wrongValue])
    #expect(try outcome("391", "17 × 23", mode: "absent").kinds == [.silentlyIgnored])
    #expect(try outcome("391", nil, mode: "absent", tokens: 9).kinds == [.silentlyIgnored])
  }

  @Test func aModelThatDoesNotReasonIsNotJudged() throws {
    #expect(try outcome("391", nil, mode: "separate").isInconclusive)
    #expect(try outcome("391", nil, mode: "present").isInconclusive)
    #expect(try outcome("", "It is", mode: "separate", finish: "length").isInconclusive)
  }
}

@Suite struct OutcomeRecallTests {
  private let arguments: JSONValue = [
    "control": "a", "subject": "b", "contains": ["4711"], "claim": "chat.messages.history",
  ]

  @Test func theWordsOrTheCountTell() throws {
    let control = Answering.plain("a", "I do not know.", prompt: 10)
    func outcome(_ text: String, prompt: Int) throws -> CheckOutcome {
      try Answering.examine(
        OutcomeRecall.self, [control, Answering.plain("b", text, prompt: prompt)], arguments)
    }
    #expect(try outcome("It is 4711.", prompt: 30) == .passed)
    #expect(try outcome("I cannot say.", prompt: 30).isInconclusive)
    #expect(try outcome("I cannot say.", prompt: 10).kinds == [.silentlyIgnored])
  }

  @Test func withoutAControlTheModelDecides() throws {
    #expect(
      try Answering.examine(
        OutcomeRecall.self, [Answering.plain("b", "No.")],
        ["subject": "b", "contains": ["4711"]]
      ).isInconclusive)
  }
}

@Suite struct OutcomeUnicodeTests {
  private func outcome(_ text: String) throws -> CheckOutcome {
    try Answering.examine(
      OutcomeUnicode.self, [Answering.plain("r", text)],
      ["subject": "r", "text": "Grüße 👩‍👩‍👧", "claim": "chat.messages.unicode"])
  }

  @Test func damageIsFoundAndDisobedienceIsNot() throws {
    #expect(try outcome("Grüße 👩‍👩‍👧!") == .passed)
    #expect(try outcome("Gr\u{FFFD}\u{FFFD}e").kinds == [.malformed])
    #expect(
      try outcome(
        "GrÃ¼Ã\u{9F}e ð\u{9F}\u{91}©â\u{80}\u{8D}ð\u{9F}\u{91}©â\u{80}\u{8D}ð\u{9F}\u{91}§"
      ).kinds == [.malformed])
    #expect(try outcome("Hello").isInconclusive)
  }
}

@Suite struct OutcomeEchoFieldTests {
  @Test func theFieldComesBackOrNot() throws {
    func outcome(_ fields: HeaderFields) throws -> CheckOutcome {
      try Answering.examine(
        OutcomeEchoField.self, [Answering.step("r", body: "{}", fields: fields)],
        ["subject": "r", "field": "X-Request-ID", "value": "abc"])
    }
    #expect(try outcome(["x-request-id": "abc"]) == .passed)
    #expect(try outcome(["x-request-id": "def"]).kinds == [.wrongValue])
    #expect(try outcome([:]).kinds == [.silentlyIgnored])
    #expect(
      try Answering.examine(
        OutcomeEchoField.self, [Answering.refused("r")],
        ["subject": "r", "field": "X-Request-ID", "value": "abc"]
      ).isInconclusive)
  }
}

@Suite struct OutcomeContextLengthTests {
  @Test(arguments: [
    (200, true, []), (400, false, []), (413, false, []), (429, true, []),
    (500, false, [Finding.Kind.wrongValue]), (503, true, []),
  ])
  func statuses(status: Int, isInconclusive: Bool, kinds: [Finding.Kind]) throws {
    let outcome = try Answering.examine(
      OutcomeContextLength.self, [Answering.step("r", status: status, body: "{}")],
      ["subject": "r", "claim": "chat.context-length"])
    #expect(outcome.isInconclusive == isInconclusive)
    #expect(outcome.kinds == kinds)
  }

  @Test func withoutAResponseNothingIsJudged() throws {
    #expect(
      try Answering.examine(OutcomeContextLength.self, [], ["subject": "r"]).isInconclusive)
  }
}
