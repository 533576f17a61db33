import Checks
import Conformance
import Testing
import WireFormats

@Suite struct OutcomeToolCallTests {
  private func outcome(_ evidence: Evidence, mode: String) throws -> CheckOutcome {
    try Answering.examine(
      OutcomeToolCall.self, [evidence],
      [
        "subject": "r", "mode": .string(mode), "name": "get_time",
        "claim": "chat.tool_choice.required",
      ])
  }

  private let one = Answering.plain(
    "r", finish: "tool_calls", message: Answering.calls(("get_time", "{}")))
  private let other = Answering.plain(
    "r", finish: "tool_calls", message: Answering.calls(("get_weather", "{}")))
  private let two = Answering.plain(
    "r", finish: "tool_calls", message: Answering.calls(("get_time", "{}"), ("get_time", "{}")))
  private let none = Answering.plain("r", "It is noon.")
  private let cut = Answering.plain("r", "It is", finish: "length")
  private let markup = Answering.plain("r", "<tool_call>{\"name\": \"get_time\"}</tool_call>")

  @Test func callsThatComePass() throws {
    for mode in ["required", "named", "auto", "at-most-one"] {
      #expect(try outcome(one, mode: mode) == .passed)
    }
    #expect(try outcome(two, mode: "several") == .passed)
    #expect(try outcome(none, mode: "none") == .passed)
  }

  @Test func brokenChoicesAreFound() throws {
    #expect(try outcome(none, mode: "required").kinds == [.silentlyIgnored])
    #expect(try outcome(none, mode: "named").kinds == [.silentlyIgnored])
    #expect(try outcome(other, mode: "named").kinds == [.wrongValue])
    #expect(try outcome(one, mode: "none").kinds == [.silentlyIgnored])
    #expect(try outcome(two, mode: "at-most-one").kinds == [.silentlyIgnored])
    #expect(try outcome(markup, mode: "auto").kinds == [.malformed])
  }

  @Test func whatTheModelDecidesIsNotJudged() throws {
    #expect(try outcome(none, mode: "auto").isInconclusive)
    #expect(try outcome(none, mode: "at-most-one").isInconclusive)
    #expect(try outcome(one, mode: "several").isInconclusive)
    #expect(try outcome(cut, mode: "required").isInconclusive)
    #expect(try outcome(Answering.refused("r"), mode: "required").isInconclusive)
  }
}

@Suite struct OutcomeToolArgumentsTests {
  private let request: JSONValue = [
    "tools": [
      [
        "type": "function",
        "function": [
          "name": "book",
          "parameters": [
            "type": "object", "properties": ["nights": ["type": "integer"]],
            "required": ["nights"], "additionalProperties": false,
          ],
        ],
      ]
    ]
  ]

  private func outcome(_ arguments: String, strict: Bool, finish: String = "tool_calls") throws
    -> CheckOutcome
  {
    let answer = Answering.plain(
      "r", finish: finish, message: Answering.calls(("book", arguments)), request: request)
    return try Answering.examine(
      OutcomeToolArguments.self, [answer],
      ["subject": "r", "strict": .bool(strict), "claim": "chat.tools.strict"])
  }

  @Test func argumentsThatKeepTheSchemaPass() throws {
    #expect(try outcome("{\"nights\": 2}", strict: true) == .passed)
  }

  @Test(arguments: ["{\"nights\": 2", "{\"nights\": 2}}", "[2]", ""])
  func argumentsThatAreNoObjectAreFound(text: String) throws {
    #expect(try outcome(text, strict: false).kinds == [.wrongValue])
  }

  @Test func argumentsBesideTheSchemaBreakOnlyAStrictTool() throws {
    #expect(try outcome("{\"nights\": \"two\"}", strict: true).kinds == [.wrongValue])
    #expect(try outcome("{\"nights\": \"two\"}", strict: false).isInconclusive)
  }

  @Test func aCutOrMissingCallIsNotJudged() throws {
    #expect(try outcome("{\"nights\"", strict: true, finish: "length").isInconclusive)
    let none = Answering.plain("r", "No.", request: request)
    #expect(
      try Answering.examine(OutcomeToolArguments.self, [none], ["subject": "r"]).isInconclusive)
  }
}

@Suite struct OutcomeJSONContentTests {
  private let request: JSONValue = [
    "response_format": [
      "type": "json_schema",
      "json_schema": [
        "name": "w", "schema": ["type": "object", "required": ["word"]],
      ],
    ]
  ]

  private func outcome(
    _ content: String?, finish: String = "stop", schema: Bool = false, message: JSONValue = [:]
  ) throws -> CheckOutcome {
    let answer = Answering.plain(
      "r", content, finish: finish, message: message, request: request)
    return try Answering.examine(
      OutcomeJSONContent.self, [answer],
      [
        "subject": "r", "schema": .bool(schema), "claim": "chat.response_format.json_object",
      ])
  }

  @Test func jsonPassesAndProseIsFound() throws {
    #expect(try outcome("{\"word\": \"hi\"}") == .passed)
    #expect(try outcome("{\"word\": \"hi\"}", schema: true) == .passed)
    #expect(try outcome("Here it is: {\"word\": \"hi\"}").kinds == [.silentlyIgnored])
    #expect(try outcome("```json\n{}\n```").kinds == [.silentlyIgnored])
    #expect(try outcome("[1]").kinds == [.wrongValue])
    #expect(try outcome("{\"term\": \"hi\"}", schema: true).kinds == [.wrongValue])
  }

  @Test func aCutOrRefusedAnswerIsNotJudged() throws {
    #expect(try outcome("{\"wor", finish: "length").isInconclusive)
    #expect(try outcome(nil, message: ["refusal": "I cannot."]).isInconclusive)
  }
}
