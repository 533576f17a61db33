import WireFormats

extension FaultRegistry {
  /// Faults of tool calls.
  static let tools: [Fault] = streamedCalls + calls + choices

  private static let hasTools = Condition.parameters("tools")

  private static let streamedCalls: [Fault] = [
    Fault(
      "tc-index-missing", .tools, "Fragments of calls have no index.",
      evidence: [
        "ollama/ollama#7881", "EricLBuehler/mistral.rs#1507", "openai/openai-python#3246",
      ],
      caughtBy: ["tools.stream", "chunks.schema"], where: hasTools,
      .callFragment { call, _ in call.remove("index") }),
    Fault(
      "tc-index-all-zero", .tools, "All calls are streamed with index 0.",
      evidence: ["ai-dynamo/dynamo#4723", "su-kaka/gcli2api#406", "InternLM/lmdeploy#3412"],
      caughtBy: ["tools.stream"], where: hasTools,
      .callFragment { call, _ in call.set("index", 0) }),
    Fault(
      "tc-index-from-one", .tools, "The index of calls counts from 1.",
      evidence: ["rule: indices are 0, 1, 2 …"], caughtBy: ["tools.stream"], where: hasTools,
      .callFragment { call, _ in call.edit("index") { $0 = .integer(($0.int ?? 0) + 1) } }),
    Fault(
      "tc-args-invalid-json", .tools, "The arguments lack their closing brace.",
      evidence: [
        "vllm-project/vllm#35266", "vllm-project/vllm#45256", "openvinotoolkit/model_server#3838",
      ],
      caughtBy: ["tools.arguments"], where: hasTools,
      .written { choice, _ in
        for index in choice.calls.indices where choice.calls[index].fragments.count > 1 {
          let last = choice.calls[index].fragments.removeLast()
          choice.calls[index].fragments.append(String(last.dropLast()))
        }
      }),
    Fault(
      "tc-args-trailing-fragment", .tools, "An end-of-sequence token follows the arguments.",
      evidence: ["vllm-project/vllm#51701"], caughtBy: ["tools.arguments"], where: hasTools,
      .written { choice, _ in
        for index in choice.calls.indices { choice.calls[index].fragments.append("}</s>") }
      }),
    Fault(
      "tc-type-null-continuation", .tools, "Later fragments have type null.",
      evidence: ["vercel/ai#6041"], caughtBy: ["chunks.schema", "tools.stream"], where: hasTools,
      .callFragment { call, _ in if call["id"] == nil { call.set("type", .null) } }),
    Fault(
      "tc-type-missing", .tools, "Calls have no type.",
      evidence: ["vllm-project/vllm#16340", "vercel/ai#5350"],
      caughtBy: ["tools.call", "completion.schema"], where: hasTools,
      .callFragment { call, _ in call.remove("type") }
        .and(.toolCall { call, _, _ in call.remove("type") })),
    Fault(
      "tc-name-repeated", .tools, "Every fragment has the function's name.",
      evidence: ["rule: the name comes once, or clients join the copies"],
      caughtBy: ["tools.stream"], where: hasTools,
      .stream { events, _ in
        var names: [Int: JSONValue] = [:]
        events.editDeltas { delta, _ in
          delta.editItems(of: "tool_calls") { call, _ in
            let index = call["index"]?.int ?? 0
            if let name = call["function"]?["name"] { names[index] = name }
            call.edit("function") { $0.set("name", names[index] ?? "") }
          }
        }
      }),
    Fault(
      "tc-id-changes", .tools, "Every fragment of a call has another id.",
      evidence: ["rule: the id comes once"], caughtBy: ["tools.stream"], where: hasTools,
      .callFragment { call, position in call.set("id", .string("call_\(position.index)")) }),
    Fault(
      "tc-id-missing-in-stream", .tools, "No fragment has an id.",
      evidence: ["rule: the first fragment has the id"],
      caughtBy: ["tools.stream", "tools.call"], where: hasTools,
      .callFragment { call, _ in call.remove("id") }),
    Fault(
      "tc-name-last", .tools, "The function's name comes after the arguments.",
      evidence: ["rule: the first fragment has id and name"], caughtBy: ["tools.stream"],
      where: hasTools,
      .stream { events, _ in
        let opening = events.indices.filter { events[$0].opensCall }
        guard let first = opening.first else { return }
        let end =
          opening.dropFirst().first ?? events.firstIndex { $0.finishReason != nil } ?? events.count
        let moved = events.remove(at: first)
        events.insert(moved, at: max(first, end - 1))
      }),
  ]

  private static let calls: [Fault] = [
    Fault(
      "tc-id-duplicate-in-turn", .tools, "Two calls of one answer have the same id.",
      evidence: ["xorbitsai/inference#4237", "cloudwego/eino-ext#652"], caughtBy: ["tools.ids"],
      where: hasTools,
      .written { choice, _ in
        for index in choice.calls.indices.dropFirst() {
          choice.calls[index].id = choice.calls[0].id
        }
      }),
    Fault(
      "tc-id-constant", .tools, "Every call of every answer has the id call_0.",
      evidence: ["rule: an id names one call of a conversation"], caughtBy: ["tools.ids"],
      where: hasTools,
      .written { choice, _ in
        for index in choice.calls.indices { choice.calls[index].id = "call_0" }
      }),
    Fault(
      "tc-id-empty", .tools, "The id of a call is empty.",
      evidence: ["rule: a call has an id"], caughtBy: ["tools.call", "tools.stream"],
      where: hasTools,
      .written { choice, _ in
        for index in choice.calls.indices { choice.calls[index].id = "" }
      }),
    Fault(
      "tc-id-missing", .tools, "Calls of plain answers have no id.",
      evidence: ["rule: a call has an id"], caughtBy: ["tools.call", "completion.schema"],
      where: hasTools,
      .toolCall { call, _, _ in call.remove("id") }),
    Fault(
      "tc-arguments-object", .tools, "The arguments are an object, not a string.",
      evidence: ["rule: arguments is a string"], caughtBy: ["tools.call", "completion.schema"],
      where: hasTools,
      .toolCall { call, _, _ in
        call.edit("function") { function in
          function.edit("arguments") { $0 = ["city": "Paris"] }
        }
      }),
    Fault(
      "tc-arguments-encoded-twice", .tools, "The arguments are JSON in a JSON string.",
      evidence: ["rule: arguments is the text of an object"], caughtBy: ["tools.arguments"],
      where: hasTools,
      .written { choice, _ in
        for index in choice.calls.indices {
          let text = JSONValue.string(choice.calls[index].arguments).serialized()
          choice.calls[index].fragments = [text]
        }
      }),
    Fault(
      "tc-arguments-empty", .tools, "The arguments are an empty string.",
      evidence: ["rule: arguments is the text of an object"], caughtBy: ["tools.arguments"],
      where: hasTools,
      .written { choice, _ in
        for index in choice.calls.indices { choice.calls[index].fragments = [] }
      }),
    Fault(
      "tc-name-missing", .tools, "Calls of plain answers do not name the function.",
      evidence: ["rule: a call has a name"], caughtBy: ["tools.call", "completion.schema"],
      where: hasTools,
      .toolCall { call, _, _ in call.edit("function") { $0.remove("name") } }),
    Fault(
      "tc-undeclared-name", .tools, "Calls name a function that nobody declared.",
      evidence: ["rule: a call names a declared tool"],
      caughtBy: ["tools.declared", "tools.choice"],
      where: hasTools,
      .written { choice, _ in
        for index in choice.calls.indices {
          choice.calls[index].name = "functions." + choice.calls[index].name
        }
      }),
    Fault(
      "tc-strict-violated", .tools,
      "The arguments of a strict function leave out what it requires.",
      evidence: ["rule: strict arguments follow the schema"], caughtBy: ["tools.strict"],
      where: hasTools && .claim("chat.tools.strict"),
      .written { choice, _ in
        for index in choice.calls.indices {
          choice.calls[index].fragments = [#"{"unexpected""#, ":true}"]
        }
      }),
    Fault(
      "tc-empty-array", .tools, "Answers without calls have an empty tool_calls.",
      evidence: ["rule: tool_calls is left out where there are none"],
      caughtBy: ["tools.empty-array"], where: hasTools,
      .message { message, _ in
        if message["tool_calls"] == nil { message.set("tool_calls", []) }
      }),
    Fault(
      "tc-markup-in-content", .tools, "Calls arrive as the model's own markup in the text.",
      evidence: ["waybarrios/vllm-mlx#107", "mudler/LocalAI#10346", "vllm-project/vllm#44522"],
      caughtBy: ["tools.markup"], where: hasTools,
      .written { choice, _ in
        guard !choice.calls.isEmpty else { return }
        choice.content = choice.calls.map { call in
          ChatAnswer.Emission(
            text:
              "<tool_call>{\"name\": \"\(call.name)\", \"arguments\": \(call.arguments)}</tool_call>",
            tokens: call.fragments.count)
        }
        choice.calls = []
        choice.finishReason = "stop"
      }),
    Fault(
      "tc-function-call-legacy", .tools, "Calls come in function_call, the form before tools.",
      evidence: ["rule: calls of tools come in tool_calls"],
      caughtBy: ["tools.choice", "completion.content", "completion.finish-tool-calls"],
      where: hasTools,
      .message { message, _ in
        if let function = message["tool_calls"]?[0]?["function"] {
          message.remove("tool_calls")
          message.set("function_call", function)
        }
      }),
  ]

  private static let choices: [Fault] = [
    Fault(
      "tc-choice-required-ignored", .tools, "tool_choice required gives text.",
      evidence: ["google-ai-edge/LiteRT-LM#2471", "Blaizzy/mlx-vlm#1045"],
      caughtBy: ["tools.choice"],
      where: hasTools && .claim("chat.tool_choice.required"),
      .asking { request, _ in if request.toolChoice == .required { request.toolChoice = .none } }),
    Fault(
      "tc-choice-none-ignored", .tools, "tool_choice none gives calls.",
      evidence: ["google-ai-edge/LiteRT-LM#2471", "ayunis-core/ayunis-core#705"],
      caughtBy: ["tools.choice"], where: hasTools && .claim("chat.tool_choice.none"),
      .asking { request, call in
        if call.body?["tool_choice"] == "none" && !request.tools.isEmpty {
          request.toolChoice = .required
        }
      }),
    Fault(
      "tc-choice-named-ignored", .tools, "A tool that is forced by name is not called.",
      evidence: ["rule: a name binds"], caughtBy: ["tools.choice"],
      where: hasTools && .claim("chat.tool_choice.named"),
      .asking { request, _ in if case .named = request.toolChoice { request.toolChoice = .none } }),
    Fault(
      "tc-choice-unknown-accepted", .tools, "A forced tool that was never declared is accepted.",
      evidence: ["rule: an invalid request is refused"], caughtBy: ["response.expectation"],
      where: .constrained("tool_choice"), .accepting("tool_choice")),
    Fault(
      "tc-parallel-false-ignored", .tools, "parallel_tool_calls false gives several calls.",
      evidence: ["sgl-project/sglang#9696", "vllm-project/vllm#22218"],
      caughtBy: ["tools.parallel"],
      where: .parameters("parallel_tool_calls"),
      .asking { request, _ in request.allowsParallelCalls = true }),
    Fault(
      "tc-result-crashes", .tools, "A turn with the result of a tool ends in a 500.",
      evidence: ["rule: a result is accepted and answered"], caughtBy: ["response.expectation"],
      where: hasTools && .claim("chat.tools.result"),
      .refusing { call in
        let messages = call.body?["messages"]?.array ?? []
        return messages.contains { $0["role"] == "tool" } ? .crash : nil
      }),
    Fault(
      "tc-orphan-result-accepted", .tools, "A result for a call that nobody made is accepted.",
      evidence: ["rule: an unknown tool_call_id is refused"], caughtBy: ["response.expectation"],
      where: hasTools && .claim("chat.tools.orphan-result"),
      Mutation(admission: { rejection, _ in
        if rejection?.parameter?.hasSuffix("tool_call_id") == true { rejection = nil }
      })),
    Fault(
      "tc-null-content-rejected", .tools,
      "The assistant's own call is refused for its content null.",
      evidence: ["rule: content is null where there are calls"], caughtBy: ["response.expectation"],
      where: hasTools && .claim("chat.tools.result"),
      .refusing { call in
        let messages = call.body?["messages"]?.array ?? []
        return messages.contains { $0["content"] == .null }
          ? Rejection(.invalidRequest, parameter: "messages", "content must be a text.") : nil
      }),
  ]
}

extension StreamEvent {
  /// Whether its chunk begins a call.
  var opensCall: Bool {
    guard case .json(let chunk) = content else { return false }
    return chunk["choices"]?[0]?["delta"]?["tool_calls"]?[0]?["id"] != nil
  }
}
