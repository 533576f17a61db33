import WireFormats

extension ChatAnswer {
  /// The completion object of a plain answer.
  func completion(documented: DocumentedBehaviour) -> JSONValue {
    [
      "id": .string(id), "object": "chat.completion", "created": .integer(created),
      "model": .string(model),
      "choices": .array(choices.map { $0.json(documented: documented) }),
      "usage": usage,
    ]
  }

  /// The token counts.
  var usage: JSONValue {
    var usage = JSONObject([
      .init(name: "prompt_tokens", value: .integer(promptTokens)),
      .init(name: "completion_tokens", value: .integer(completionTokens)),
      .init(name: "total_tokens", value: .integer(promptTokens + completionTokens)),
      .init(name: "prompt_tokens_details", value: ["cached_tokens": 0]),
    ])
    usage["completion_tokens_details"] = ["reasoning_tokens": .integer(reasoningTokens)]
    return .object(usage)
  }
}

extension ChatAnswer.Choice {
  /// The choice in a completion object.
  func json(documented: DocumentedBehaviour) -> JSONValue {
    var message = JSONObject([
      .init(name: "role", value: "assistant"),
      .init(name: "content", value: calls.isEmpty ? .string(text) : .null),
      .init(name: "refusal", value: .null),
    ])
    if let member = documented.reasoningMember, !reasoning.isEmpty {
      message[member] = .string(reasoningText)
    }
    if !calls.isEmpty { message["tool_calls"] = .array(calls.map(\.json)) }
    return [
      "index": .integer(index), "message": .object(message),
      "logprobs": hasLogprobs ? logprobs(content.flatMap(\.logprobs)) : .null,
      "finish_reason": .string(finishReason),
    ]
  }

  /// The object that holds log probabilities, of a choice or of one chunk.
  func logprobs(_ entries: [JSONValue]) -> JSONValue {
    ["content": .array(entries), "refusal": .null]
  }
}

extension ChatAnswer.Call {
  /// The call in a message.
  var json: JSONValue {
    [
      "id": .string(id), "type": "function",
      "function": ["name": .string(name), "arguments": .string(arguments)],
    ]
  }
}
