import WireFormats

extension FaultRegistry {
  /// Faults of token counts.
  static let usage: [Fault] = [
    Fault(
      "usage-chunk-nonempty-choices", .usage,
      "The usage chunk repeats the choice with the finish reason.",
      evidence: ["BerriAI/litellm#8751", "ddalcu/mlx-serve#147"],
      caughtBy: ["usage.placement", "chunks.finish", "chunks.after-finish"],
      where: .parameters("stream_options"),
      .stream { events, _ in
        guard let finish = events.last(where: { $0.finishReason != nil }),
          case .json(let last) = finish.content
        else { return }
        events.editUsageChunk { $0.set("choices", last["choices"] ?? []) }
      }),
    Fault(
      "usage-on-every-chunk", .usage, "Every chunk has a running usage object.",
      evidence: ["vllm-project/vllm#7262", "alfredapp/openai-workflow#52"],
      caughtBy: ["usage.absent"],
      where: .parameters("stream_options"),
      .stream { events, call in
        guard call.chat?.includesUsage == true, let usage = events.usage else { return }
        for index in events.indices {
          guard case .json(var chunk) = events[index].content else { continue }
          chunk.set("usage", usage)
          events[index].content = .json(chunk)
        }
      }),
    Fault(
      "usage-total-mismatch", .usage, "total_tokens is more than the sum.",
      evidence: [
        "Clarifai/clarifai-python#978", "theopenco/llmgateway#412", "BerriAI/litellm#16316",
      ],
      caughtBy: ["usage.total"],
      .usage { usage in usage.edit("total_tokens") { $0 = .integer(($0.int ?? 0) + 393) } }),
    Fault(
      "usage-reasoning-not-in-completion", .usage,
      "completion_tokens leaves out the reasoning that the details count.",
      evidence: ["router-for-me/CLIProxyAPI#5733"], caughtBy: ["usage.details"],
      where: .claim("chat.usage.details"),
      .usage { usage in
        usage.set("completion_tokens_details", ["reasoning_tokens": 128])
      }),
    Fault(
      "usage-null-nonstream", .usage, "Plain answers have usage null.",
      evidence: ["microsoft/foundry-local#173", "Mintplex-Labs/anything-llm#2956"],
      caughtBy: ["usage.present"],
      .completion { value, _ in value.set("usage", .null) }),
    Fault(
      "usage-missing-nonstream", .usage, "Plain answers have no usage.",
      evidence: ["rule: an answer tells its tokens"], caughtBy: ["usage.present"],
      .completion { value, _ in value.remove("usage") }),
    Fault(
      "usage-missing-in-stream", .usage, "A stream never tells its usage, though asked to.",
      evidence: ["rule: include_usage is honoured"], caughtBy: ["usage.stream"],
      where: .parameters("stream_options") && .claim("chat.stream.usage"),
      .asking { request, _ in request.includesUsage = false }),
    Fault(
      "usage-unasked-in-stream", .usage, "A stream tells its usage without being asked.",
      evidence: ["rule: usage only where it was asked for"], caughtBy: ["usage.absent"],
      where: .claim("chat.stream.usage.absent"),
      .asking { request, _ in request.includesUsage = true }),
    Fault(
      "usage-strings", .usage, "Token counts are strings.",
      evidence: ["rule: counts are integers"], caughtBy: ["completion.schema", "chunks.schema"],
      .usage { usage in
        for name in ["prompt_tokens", "completion_tokens", "total_tokens"] {
          usage.edit(name) { $0 = .string("\($0.int ?? 0)") }
        }
      }),
    Fault(
      "usage-zero-prompt", .usage, "prompt_tokens is 0.",
      evidence: ["rule: a prompt takes tokens"], caughtBy: ["usage.zero"],
      .usage { usage in
        usage.set("prompt_tokens", 0)
        usage.set("total_tokens", usage["completion_tokens"] ?? 0)
      }),
    Fault(
      "usage-zero-completion", .usage, "completion_tokens is 0.",
      evidence: ["rule: a text takes tokens"], caughtBy: ["usage.zero"],
      .usage { usage in
        usage.set("completion_tokens", 0)
        usage.set("total_tokens", usage["prompt_tokens"] ?? 0)
        usage.remove("completion_tokens_details")
      }),
    Fault(
      "usage-total-missing", .usage, "total_tokens is missing.",
      evidence: ["rule: total_tokens is required"], caughtBy: ["completion.schema", "usage.total"],
      .usage { usage in usage.remove("total_tokens") }),
    Fault(
      "usage-input-output-names", .usage, "Counts are called input_tokens and output_tokens.",
      evidence: ["rule: prompt_tokens and completion_tokens are required"],
      caughtBy: ["completion.schema", "usage.total", "usage.zero"],
      .usage { usage in
        usage.rename("prompt_tokens", to: "input_tokens")
        usage.rename("completion_tokens", to: "output_tokens")
      }),
    Fault(
      "usage-cached-exceeds-prompt", .usage,
      "More prompt tokens come from the cache than there are.",
      evidence: ["rule: a detail does not exceed its whole"], caughtBy: ["usage.details"],
      where: .claim("chat.usage.details"),
      .usage { usage in usage.set("prompt_tokens_details", ["cached_tokens": 4096]) }),
    Fault(
      "usage-of-one-choice", .usage, "Usage counts one of several choices.",
      evidence: ["measured: llama.cpp, n of 2"], caughtBy: ["usage.choices"],
      where: .claim("chat.n.count"),
      Mutation.completion { value, _ in
        let count = value["choices"]?.array?.count ?? 1
        value.edit("usage") { $0.divideCompletion(by: count) }
      }.and(
        .stream { events, call in
          let count = call.chat?.choiceCount ?? 1
          events.editUsageChunk { $0.edit("usage") { $0.divideCompletion(by: count) } }
        })),
    Fault(
      "usage-in-first-chunk", .usage, "Streamed usage stands on the first chunk.",
      evidence: ["rule: usage stands where the documentation says"],
      caughtBy: ["usage.placement"], where: .parameters("stream_options"),
      .stream { events, call in
        guard call.chat?.includesUsage == true, let usage = events.usage else { return }
        events.editUsageChunk { $0.set("usage", .null) }
        events.removeAll { $0.isUsageOnly }
        guard case .json(var first) = events[0].content else { return }
        first.set("usage", usage)
        events[0].content = .json(first)
      }),
  ]
}

extension Mutation {
  /// Changes every usage object, of plain answers and of streams.
  static func usage(_ change: @escaping @Sendable (inout JSONValue) -> Void) -> Mutation {
    completion { value, _ in value.edit("usage") { if !$0.isNull { change(&$0) } } }
      .and(.chunk { chunk, _ in chunk.edit("usage") { if !$0.isNull { change(&$0) } } })
  }
}

extension JSONValue {
  /// Leaves a share of the completion tokens, and adds up anew.
  fileprivate mutating func divideCompletion(by count: Int) {
    guard count > 1, let prompt = self["prompt_tokens"]?.int,
      let completion = self["completion_tokens"]?.int
    else { return }
    set("completion_tokens", .integer(completion / count))
    set("total_tokens", .integer(prompt + completion / count))
  }
}

extension StreamEvent {
  /// Whether its chunk has no choices: it is there for the usage alone.
  var isUsageOnly: Bool {
    guard case .json(let chunk) = content else { return false }
    return chunk["choices"]?.array?.isEmpty == true
  }
}

extension [StreamEvent] {
  /// The usage object of a stream, `nil` where it has none.
  var usage: JSONValue? {
    for case .json(let chunk) in reversed().map(\.content) {
      if let usage = chunk["usage"], !usage.isNull { return usage }
    }
    return nil
  }

  /// Changes the chunk that carries the usage.
  mutating func editUsageChunk(_ change: (inout JSONValue) -> Void) {
    for index in indices.reversed() {
      guard case .json(var chunk) = self[index].content, chunk["usage"]?.object != nil else {
        continue
      }
      change(&chunk)
      self[index].content = .json(chunk)
      return
    }
  }
}
