import WireFormats

extension FaultRegistry {
  /// Faults of the chunks of a stream.
  static let chunks: [Fault] = [
    Fault(
      "chunk-object-wrong", .chunks, "Chunks say that they are whole completions.",
      evidence: ["plausible"], caughtBy: ["chunks.schema"],
      .chunk { chunk, _ in chunk.set("object", "chat.completion") }),
    Fault(
      "chunk-choice-index-increments", .chunks, "The index of a choice counts the chunks.",
      evidence: ["microsoft/foundry-local#144"], caughtBy: ["chunks.index"],
      .chunkChoice { choice, position in choice.set("index", .integer(position.index)) }),
    Fault(
      "chunk-message-instead-of-delta", .chunks, "A chunk carries the whole message, no delta.",
      evidence: ["abundantbeing/hermes-browser-extension#11", "microsoft/foundry-local#144"],
      caughtBy: ["chunks.message", "chunks.schema"],
      .chunkChoice { choice, position in
        guard position.isSecond else { return }
        choice.rename("delta", to: "message")
        choice.edit("message") { $0.set("role", "assistant") }
      }),
    Fault(
      "chunk-role-repeated", .chunks, "Every delta has the role.",
      evidence: ["BerriAI/litellm#9986", "ollama/ollama#17166", "InternLM/lmdeploy#2802"],
      caughtBy: ["chunks.role"],
      .delta { delta, _ in delta.set("role", "assistant") }),
    Fault(
      "chunk-role-missing", .chunks, "No delta has the role.",
      evidence: ["agentgateway/agentgateway#3005", "langchain-ai/langchainjs#11157"],
      caughtBy: ["chunks.role"],
      .delta { delta, _ in delta.remove("role") }),
    Fault(
      "chunk-role-wrong", .chunks, "The role of the first delta is user.",
      evidence: ["rule: an answer is the assistant's"], caughtBy: ["chunks.role"],
      .delta { delta, _ in delta.edit("role") { $0 = "user" } }),
    Fault(
      "chunk-content-list", .chunks, "The content of deltas is a list of parts.",
      evidence: ["epam/ai-dial-adapter-openai#395", "symfony/ai#2422"], caughtBy: ["chunks.schema"],
      .delta { delta, _ in
        delta.edit("content") { content in
          if content.string != nil { content = [["type": "text", "text": content]] }
        }
      }),
    Fault(
      "chunk-id-changes", .chunks, "Every chunk has an id of its own.",
      evidence: ["rule: all chunks have the same id"], caughtBy: ["chunks.id"],
      .chunk { chunk, position in
        chunk.edit("id") { $0 = .string(($0.string ?? "") + "-\(position.index)") }
      }),
    Fault(
      "chunk-id-missing", .chunks, "Chunks have no id.",
      evidence: ["rule: id is required"], caughtBy: ["chunks.schema", "chunks.id"],
      .chunk { chunk, _ in chunk.remove("id") }),
    Fault(
      "chunk-object-missing", .chunks, "Chunks do not say what they are.",
      evidence: ["rule: object is required"], caughtBy: ["chunks.schema"],
      .chunk { chunk, _ in chunk.remove("object") }),
    Fault(
      "chunk-created-drifts", .chunks, "The timestamp runs on from chunk to chunk.",
      evidence: ["rule: all chunks have the same timestamp"], caughtBy: ["chunks.created"],
      .chunk { chunk, position in
        chunk.edit("created") { $0 = .integer(($0.int ?? 0) + position.index) }
      }),
    Fault(
      "chunk-model-missing", .chunks, "Chunks do not name the model.",
      evidence: ["rule: model is required"], caughtBy: ["chunks.schema", "completion.model"],
      .chunk { chunk, _ in chunk.remove("model") }),
    Fault(
      "chunk-model-changes", .chunks, "The last chunks name another model than the first.",
      evidence: ["rule: all chunks name the same model"], caughtBy: ["chunks.model"],
      .chunk { chunk, position in
        if position.index > 1 {
          chunk.edit("model") { $0 = .string(($0.string ?? "") + "-fallback") }
        }
      }),
    Fault(
      "chunk-index-missing", .chunks, "Choices of chunks have no index.",
      evidence: ["rule: index is required"], caughtBy: ["chunks.schema", "chunks.index"],
      .chunkChoice { choice, _ in choice.remove("index") }),
    Fault(
      "chunk-index-string", .chunks, "The index of a choice is a string.",
      evidence: ["rule: index is an integer"], caughtBy: ["chunks.schema", "chunks.index"],
      .chunkChoice { choice, _ in choice.edit("index") { $0 = .string("\($0.int ?? 0)") } }),
    Fault(
      "chunk-delta-null", .chunks, "The chunk with the finish reason has delta null.",
      evidence: ["rule: delta is an object"], caughtBy: ["chunks.schema"],
      .chunkChoice { choice, _ in
        if choice["finish_reason"]?.isNull == false { choice.set("delta", .null) }
      }),
    Fault(
      "chunk-choices-missing", .chunks, "The first chunk has no choices member.",
      evidence: ["rule: choices is required"], caughtBy: ["chunks.schema"],
      .chunk { chunk, position in if position.isFirst { chunk.remove("choices") } }),
    Fault(
      "chunk-choices-null", .chunks, "The usage chunk has choices null.",
      evidence: ["rule: choices is an array"], caughtBy: ["chunks.schema", "usage.placement"],
      where: .parameters("stream_options"),
      .chunk { chunk, _ in
        if chunk["choices"]?.array?.isEmpty == true { chunk.set("choices", .null) }
      }),
    Fault(
      "chunk-finish-member-missing", .chunks, "finish_reason is left out before the end.",
      evidence: ["rule: finish_reason is required and nullable"], caughtBy: ["chunks.finish"],
      .chunkChoice { choice, _ in
        if choice["finish_reason"]?.isNull == true { choice.remove("finish_reason") }
      }),
    Fault(
      "chunk-cumulative", .chunks, "Each delta holds all the text so far.",
      evidence: ["rule: deltas are increments"], caughtBy: ["chunks.repeated-text"],
      .stream { events, _ in
        var texts: [Int: String] = [:]
        events.editDeltas { delta, index in
          guard let text = delta["content"]?.string else { return }
          texts[index, default: ""] += text
          delta.set("content", .string(texts[index] ?? ""))
        }
      }),
    Fault(
      "chunk-final-repeats-text", .chunks, "The last delta holds the whole text once more.",
      evidence: ["rule: deltas are increments"], caughtBy: ["chunks.repeated-text"],
      .stream { events, _ in
        var texts: [Int: String] = [:]
        events.editDeltas { delta, index in
          if let text = delta["content"]?.string {
            texts[index, default: ""] += text
          } else if delta.object?.isEmpty == true, let text = texts[index], !text.isEmpty {
            delta.set("content", .string(text))
          }
        }
      }),
    Fault(
      "chunk-after-finish", .chunks, "Text follows the finish reason.",
      evidence: ["rule: nothing of a choice follows its finish reason"],
      caughtBy: ["chunks.after-finish"],
      .stream { events, _ in
        guard let finish = events.firstIndex(where: { $0.finishReason != nil }), finish > 1 else {
          return
        }
        events.swapAt(finish, finish - 1)
      }),
    Fault(
      "chunk-finish-missing", .chunks, "No chunk has a finish reason.",
      evidence: ["rule: each choice gets one finish reason"], caughtBy: ["chunks.finish"],
      .chunkChoice { choice, _ in choice.set("finish_reason", .null) }),
    Fault(
      "chunk-finish-twice", .chunks, "The chunk with the finish reason is sent twice.",
      evidence: ["rule: each choice gets one finish reason"],
      caughtBy: ["chunks.finish", "chunks.after-finish"],
      .stream { events, _ in
        guard let finish = events.firstIndex(where: { $0.finishReason != nil }) else { return }
        events.insert(events[finish], at: finish)
      }),
    Fault(
      "chunk-first-token-lost", .chunks, "The first piece of text never arrives.",
      evidence: ["rule: a stream gives the text that a plain answer has"],
      caughtBy: ["outcome.stream-equals-plain"], where: .claim("chat.stream.equals-plain"),
      .stream { events, _ in
        guard let first = events.firstIndex(where: { !($0.content(of: 0) ?? "").isEmpty }) else {
          return
        }
        events.remove(at: first)
      }),
    Fault(
      "chunk-last-token-lost", .chunks, "The last piece of text never arrives.",
      evidence: ["rule: a stream gives the text that a plain answer has"],
      caughtBy: ["outcome.stream-equals-plain"], where: .claim("chat.stream.equals-plain"),
      .stream { events, _ in
        guard let last = events.lastIndex(where: { !($0.content(of: 0) ?? "").isEmpty }) else {
          return
        }
        events.remove(at: last)
      }),
    Fault(
      "chunk-spaces-trimmed", .chunks, "Each piece of text loses the space before it.",
      evidence: ["rule: a stream gives the text that a plain answer has"],
      caughtBy: ["outcome.stream-equals-plain"], where: .claim("chat.stream.equals-plain"),
      .delta { delta, _ in
        delta.edit("content") { content in
          if let text = content.string { content = .string(String(text.drop { $0 == " " })) }
        }
      }),
    Fault(
      "chunk-sent-twice", .chunks, "A chunk with text is sent twice.",
      evidence: ["rule: a stream gives the text that a plain answer has"],
      caughtBy: ["outcome.stream-equals-plain"], where: .claim("chat.stream.equals-plain"),
      .stream { events, _ in
        guard let first = events.firstIndex(where: { !($0.content(of: 0) ?? "").isEmpty }) else {
          return
        }
        events.insert(events[first], at: first)
      }),
    Fault(
      "chunk-replacement-character", .chunks,
      "A character that falls on the border of two tokens becomes U+FFFD.",
      evidence: ["rule: a piece of a character is held back until it is whole"],
      caughtBy: ["text.replacement"],
      .stream { events, _ in
        let texts = events.indices.filter { !(events[$0].content(of: 0) ?? "").isEmpty }
        guard texts.count > 1 else { return }
        events[texts[0]].editContent { $0 + "\u{FFFD}" }
        events[texts[1]].editContent { "\u{FFFD}" + $0 }
      }),
  ]
}

extension StreamEvent {
  /// The finish reason that the event's chunk gives, `nil` for none.
  var finishReason: String? {
    guard case .json(let chunk) = content else { return nil }
    return chunk["choices"]?[0]?["finish_reason"]?.string
  }

  /// The text that the event's chunk adds to a choice.
  func content(of index: Int) -> String? {
    guard case .json(let chunk) = content, let choice = chunk["choices"]?[0],
      choice["index"]?.int == index
    else { return nil }
    return choice["delta"]?["content"]?.string
  }

  /// Changes the text that the event's chunk adds.
  fileprivate mutating func editContent(_ change: (String) -> String) {
    guard case .json(var chunk) = content else { return }
    chunk.editItems(of: "choices") { choice, _ in
      choice.edit(["delta", "content"]) { text in
        if let old = text.string { text = .string(change(old)) }
      }
    }
    content = .json(chunk)
  }
}

extension [StreamEvent] {
  /// Changes each delta; the second argument is the index of its choice.
  mutating func editDeltas(_ change: (inout JSONValue, Int) -> Void) {
    for index in indices {
      guard case .json(var chunk) = self[index].content else { continue }
      chunk.editItems(of: "choices") { choice, _ in
        let number = choice["index"]?.int ?? 0
        choice.edit("delta") { change(&$0, number) }
      }
      self[index].content = .json(chunk)
    }
  }
}
