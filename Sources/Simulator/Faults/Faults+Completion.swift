import WireFormats

extension FaultRegistry {
  /// Faults of the completion object.
  static let completion: [Fault] = [
    Fault(
      "chat-created-missing", .completion, "created is missing, in answers and in chunks.",
      evidence: ["0xzr/freellmpool#112", "pydantic/pydantic-ai#5312"],
      caughtBy: ["completion.schema", "chunks.schema", "completion.created"],
      .completion { value, _ in value.remove("created") }
        .and(.chunk { chunk, _ in chunk.remove("created") })),
    Fault(
      "chat-created-milliseconds", .completion, "created counts milliseconds.",
      evidence: ["mlc-ai/web-llm#829", "EricLBuehler/mistral.rs#1539"],
      caughtBy: ["completion.created"],
      .completion { value, _ in value.edit("created") { $0 = .integer(($0.int ?? 0) * 1000) } }
        .and(.chunk { chunk, _ in chunk.edit("created") { $0 = .integer(($0.int ?? 0) * 1000) } })),
    Fault(
      "chat-created-string", .completion, "created is an ISO 8601 text.",
      evidence: ["rule: created is an integer"],
      caughtBy: ["completion.schema", "completion.created"],
      .completion { value, _ in value.set("created", "2026-01-01T00:00:00Z") }),
    Fault(
      "chat-created-zero", .completion, "created is 0.",
      evidence: ["rule: created is the time of the answer"], caughtBy: ["completion.created"],
      .completion { value, _ in value.set("created", 0) }),
    Fault(
      "chat-created-fraction", .completion, "created has a fraction.",
      evidence: ["rule: created is whole seconds"],
      caughtBy: ["completion.schema", "completion.created"],
      .completion { value, _ in
        value.edit("created") { $0 = .decimal("\($0.int ?? 0).2512") ?? $0 }
      }),
    Fault(
      "chat-id-missing", .completion, "An answer has no id.",
      evidence: ["rule: id is required"], caughtBy: ["completion.schema", "completion.id"],
      .completion { value, _ in value.remove("id") }),
    Fault(
      "chat-id-empty", .completion, "The id of an answer is empty.",
      evidence: ["rule: an id tells answers apart"], caughtBy: ["completion.id"],
      .completion { value, _ in value.set("id", "") }),
    Fault(
      "chat-id-constant", .completion, "Every answer has the same id.",
      evidence: ["InternLM/lmdeploy#4707"], caughtBy: ["outcome.own-id"],
      where: .claim("chat.response.id-unique"),
      .completion { value, _ in value.set("id", "chatcmpl-1") }
        .and(.chunk { value, _ in value.set("id", "chatcmpl-1") })),
    Fault(
      "chat-object-wrong", .completion, "An answer says that it is a chunk.",
      evidence: ["rule: object is chat.completion"], caughtBy: ["completion.schema"],
      .completion { value, _ in value.set("object", "chat.completion.chunk") }),
    Fault(
      "chat-model-null", .completion, "model is null.",
      evidence: ["rule: model is a string"], caughtBy: ["completion.schema", "completion.model"],
      .completion { value, _ in value.set("model", .null) }),
    Fault(
      "chat-model-empty", .completion, "model is empty.",
      evidence: ["rule: model names the model that answered"], caughtBy: ["completion.model"],
      .completion { value, _ in value.set("model", "") }),
    Fault(
      "chat-choices-empty", .completion, "choices is empty.",
      evidence: ["rule: an answer has n choices"], caughtBy: ["completion.choices"],
      .completion { value, _ in value.set("choices", []) }),
    Fault(
      "chat-choices-missing", .completion, "choices is missing.",
      evidence: ["rule: choices is required"],
      caughtBy: ["completion.schema", "completion.choices"],
      .completion { value, _ in value.remove("choices") }),
    Fault(
      "chat-choices-object", .completion, "choices is one object, no list.",
      evidence: ["rule: choices is an array"],
      caughtBy: ["completion.schema", "completion.choices"],
      .completion { value, _ in value.edit("choices") { $0 = $0[0] ?? $0 } }),
    Fault(
      "chat-index-from-one", .completion, "Choices count from 1.",
      evidence: ["rule: indices are 0 to n − 1"], caughtBy: ["completion.choices"],
      .choice { choice, index, _ in choice.set("index", .integer(index + 1)) }),
    Fault(
      "chat-index-missing", .completion, "Choices have no index.",
      evidence: ["rule: index is required"], caughtBy: ["completion.schema", "completion.choices"],
      .choice { choice, _, _ in choice.remove("index") }),
    Fault(
      "chat-role-missing", .completion, "A message has no role.",
      evidence: ["rule: role is required"], caughtBy: ["completion.schema"],
      .message { message, _ in message.remove("role") }),
    Fault(
      "chat-role-wrong", .completion, "The role of an answer is bot.",
      evidence: ["rule: role is assistant"], caughtBy: ["completion.schema"],
      .message { message, _ in message.set("role", "bot") }),
    Fault(
      "chat-content-list", .completion, "The content of an answer is a list of parts.",
      evidence: ["rule: content is a string or null"], caughtBy: ["completion.schema"],
      .message { message, _ in
        message.edit("content") { if $0.string != nil { $0 = [["type": "text", "text": $0]] } }
      }),
    Fault(
      "chat-content-null", .completion, "The content of a finished answer is null.",
      evidence: ["rule: a finished answer has text, a refusal or calls"],
      caughtBy: ["completion.content"],
      .message { message, _ in message.set("content", .null) }),
    Fault(
      "chat-text-choice", .completion,
      "Choices have text, as those of legacy completions, and no message.",
      evidence: ["rule: message is required"], caughtBy: ["completion.schema"],
      .choice { choice, _, _ in
        choice.set("text", choice["message"]?["content"] ?? "")
        choice.remove("message")
      }),
    Fault(
      "chat-delta-in-plain", .completion, "Plain answers have a delta in place of the message.",
      evidence: ["rule: message is required"], caughtBy: ["completion.schema"],
      .choice { choice, _, _ in choice.rename("message", to: "delta") }),
    Fault(
      "chat-wrapped", .completion, "The answer is wrapped in an object of the gateway's own.",
      evidence: ["rule: the body is the completion object"],
      caughtBy: ["response.answer"],
      .completion { value, _ in value = ["code": 0, "message": "success", "data": value] }),
    Fault(
      "chat-encoded-twice", .completion, "The answer is JSON in a JSON string.",
      evidence: ["rule: the body is the completion object"],
      caughtBy: ["completion.schema", "response.expectation"],
      .completion { value, _ in value = .string(value.serialized()) }),
    Fault(
      "chat-special-token", .completion,
      "The text ends with a control token of the model's template.",
      evidence: ["vllm-project/vllm#45256"], caughtBy: ["text.special-token"],
      .written { choice, _ in
        guard choice.calls.isEmpty, choice.finishReason == "stop" else { return }
        choice.content.append(ChatAnswer.Emission(text: "<|im_end|>", tokens: 0))
      }),
  ]
}
