import Checks
import Conformance
import Testing
import WireFormats

@Suite struct OutcomeSameTextTests {
  private let arguments: JSONValue = [
    "control": ["a", "b"], "subject": "c", "claim": "chat.temperature.default",
  ]

  @Test func equalAnswersPassAndOthersAreFound() throws {
    let pair = [Answering.plain("a", "x"), Answering.plain("b", "x")]
    #expect(
      try Answering.examine(OutcomeSameText.self, pair + [Answering.plain("c", "x")], arguments)
        == .passed)
    #expect(
      try Answering.examine(OutcomeSameText.self, pair + [Answering.plain("c", "y")], arguments)
        .kinds == [.wrongValue])
  }

  @Test func withoutADeterministicControlNothingIsCompared() throws {
    let steps = [
      Answering.plain("a", "x"), Answering.plain("b", "y"), Answering.plain("c", "z"),
    ]
    let outcome = try Answering.examine(OutcomeSameText.self, steps, arguments)
    #expect(
      outcome
        == .inconclusive(
          "not testable: the control a, b differs from one request to the next, so the endpoint is "
            + "not deterministic"))
  }

  @Test func callsAreComparedLikeText() throws {
    func call(_ step: String, _ arguments: String) -> Evidence {
      Answering.plain(step, message: Answering.calls(("f", arguments)))
    }
    #expect(
      try Answering.examine(
        OutcomeSameText.self, [call("a", "{}"), call("b", "{}"), call("c", "{\"x\":1}")], arguments
      ).kinds == [.wrongValue])
  }
}

@Suite struct OutcomeDiffersTests {
  private let arguments: JSONValue = [
    "control": ["a", "b"], "subject": "c", "claim": "chat.temperature.effect",
  ]

  @Test func aChangePassesAndNoneIsFound() throws {
    let pair = [Answering.plain("a", "x"), Answering.plain("b", "x")]
    #expect(
      try Answering.examine(OutcomeDiffers.self, pair + [Answering.plain("c", "y")], arguments)
        == .passed)
    let outcome = try Answering.examine(
      OutcomeDiffers.self, pair + [Answering.plain("c", "x")], arguments)
    #expect(outcome.kinds == [.silentlyIgnored])
    guard case .found(let findings) = outcome else { return }
    #expect(findings.first?.level == .should)
  }

  @Test func aRestlessControlProvesNothing() throws {
    let steps = [
      Answering.plain("a", "x"), Answering.plain("b", "y"), Answering.plain("c", "x"),
    ]
    #expect(try Answering.examine(OutcomeDiffers.self, steps, arguments).isInconclusive)
  }
}

@Suite struct OutcomeSeedTests {
  private let arguments: JSONValue = [
    "same": ["a", "b", "c"], "other": ["d"], "claim": "chat.seed.determinism",
  ]

  @Test(arguments: [
    (["x", "x", "x", "y"], [] as [Finding.Kind], false),
    (["x", "x", "x", "x"], [], true),
    (["x", "y", "z", "y"], [.silentlyIgnored], false),
    (["x", "x", "z", "y"], [.wrongValue], false),
  ])
  func seeds(texts: [String], kinds: [Finding.Kind], isInconclusive: Bool) throws {
    let steps = zip(["a", "b", "c", "d"], texts).map { Answering.plain($0, $1) }
    let outcome = try Answering.examine(OutcomeSeed.self, steps, arguments)
    #expect(outcome.kinds == kinds)
    #expect(outcome.isInconclusive == isInconclusive)
    guard case .found(let findings) = outcome else { return }
    #expect(findings.allSatisfy { $0.level == .should })
  }
}

@Suite struct OutcomeStreamEqualsPlainTests {
  private let arguments: JSONValue = [
    "plain": ["a", "b"], "stream": "s", "claim": "chat.stream.equals-plain",
  ]

  private func pair(_ text: String) -> [Evidence] {
    [Answering.plain("a", text, tokens: 4), Answering.plain("b", text, tokens: 4)]
  }

  @Test func theSamePasses() throws {
    let stream = Answering.stream("s", ["one ", "two"], prompt: 10, tokens: 4)
    #expect(
      try Answering.examine(OutcomeStreamEqualsPlain.self, pair("one two") + [stream], arguments)
        == .passed)
  }

  @Test func anotherTextReasonOrCountIsFound() throws {
    for stream in [
      Answering.stream("s", ["one"]), Answering.stream("s", ["one ", "two"], finish: "length"),
      Answering.stream("s", ["one ", "two"], prompt: 11, tokens: 4),
      Answering.stream("s", ["one ", "two"], prompt: 10, tokens: 5),
    ] {
      #expect(
        try Answering.examine(
          OutcomeStreamEqualsPlain.self, pair("one two") + [stream], arguments
        ).kinds == [.wrongValue])
    }
  }

  @Test func aRestlessPairLeavesThePromptToCompare() throws {
    let restless = [Answering.plain("a", "x"), Answering.plain("b", "y")]
    let same = Answering.stream("s", ["z"], prompt: 10, tokens: 1)
    let other = Answering.stream("s", ["z"], prompt: 12, tokens: 1)
    #expect(
      try Answering.examine(OutcomeStreamEqualsPlain.self, restless + [same], arguments)
        .isInconclusive)
    #expect(
      try Answering.examine(OutcomeStreamEqualsPlain.self, restless + [other], arguments).kinds
        == [.wrongValue])
  }
}

@Suite struct OutcomeChoicesTests {
  private let arguments: JSONValue = ["subject": "r", "count": 2, "claim": "chat.n.count"]

  @Test(arguments: [
    ([0, 1], "stop", [] as [Finding.Kind]), ([1, 0], "stop", []),
    ([0], "stop", [.silentlyIgnored]), ([0, 0], "stop", [.wrongValue]),
    ([0, 1, 2], "stop", [.wrongValue]), ([0, 1], nil, [.malformed]),
  ])
  func counts(indices: [Int], finish: String?, kinds: [Finding.Kind]) throws {
    let choices = indices.map { Answering.choice($0, finish: finish) }
    let outcome = try Answering.examine(
      OutcomeChoices.self, [Answering.choices("r", choices)], arguments)
    #expect(outcome.kinds == kinds)
    if kinds.isEmpty { #expect(outcome == .passed) }
  }

  @Test func finishChunksOfOneIndexLeaveTheOtherUnfinished() throws {
    func event(_ index: Int, _ text: String?, _ finish: String?) -> String {
      let delta: JSONValue = text.map { ["content": .string($0)] } ?? [:]
      let choice: JSONValue = [
        "index": .integer(index), "delta": delta,
        "finish_reason": finish.map { .string($0) } ?? .null,
      ]
      return "data: \((["choices": [choice]] as JSONValue).serialized())\n\n"
    }
    let body =
      event(0, "a", nil) + event(1, "b", nil) + event(0, nil, "stop") + event(0, nil, "stop")
      + "data: [DONE]\n\n"
    let outcome = try Answering.examine(
      OutcomeChoices.self, [Answering.step("r", body: body, type: "text/event-stream")], arguments)
    #expect(outcome.kinds == [.malformed])
  }

  @Test func aRefusalIsNotJudged() throws {
    #expect(
      try Answering.examine(OutcomeChoices.self, [Answering.refused("r")], arguments)
        .isInconclusive)
  }
}

@Suite struct OutcomeOwnIDTests {
  private let arguments: JSONValue = ["steps": ["a", "b"], "claim": "chat.response.id-unique"]

  private func answer(_ step: String, id: String?, limit: Int) -> Evidence {
    let body: JSONValue = [
      "id": id.map { .string($0) } ?? .null, "object": "chat.completion", "created": 1_795_168_800,
      "model": "m",
      "choices": [
        ["index": 0, "message": ["role": "assistant", "content": "x"], "finish_reason": "stop"]
      ],
    ]
    return Answering.step(
      step, request: ["model": "m", "max_tokens": .integer(limit)], body: body.serialized())
  }

  private func outcome(_ steps: [Evidence]) throws -> CheckOutcome {
    try Answering.examine(OutcomeOwnID.self, steps, arguments)
  }

  @Test func differentRequestsHaveDifferentIDs() throws {
    #expect(
      try outcome([answer("a", id: "1", limit: 9), answer("b", id: "2", limit: 8)]) == .passed)
    let shared = try outcome([answer("a", id: "1", limit: 9), answer("b", id: "1", limit: 8)])
    #expect(shared.kinds == [.wrongValue])
  }

  /// A cache answers an equal request with the very same bytes.
  @Test func equalRequestsMayShareOne() throws {
    #expect(
      try outcome([answer("a", id: "1", limit: 9), answer("b", id: "1", limit: 9)]) == .passed)
  }

  @Test func whatHasNoIDIsNotCompared() throws {
    let outcome = try outcome([answer("a", id: "", limit: 9), answer("b", id: nil, limit: 8)])
    #expect(outcome == .inconclusive("not testable: there are not two ids to compare"))
  }
}
