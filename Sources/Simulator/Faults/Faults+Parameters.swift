import Conformance
import WireFormats

extension FaultRegistry {
  /// Faults of what parameters do.
  static let parameters: [Fault] = limits + stops + sampling + conversation

  private static let limits: [Fault] = [
    Fault(
      "pi-max-completion-tokens-ignored", .parameters, "max_completion_tokens has no effect.",
      evidence: ["abetlen/llama-cpp-python#1907", "ikawrakow/ik_llama.cpp#2321"],
      caughtBy: ["usage.limit", "outcome.cap"], where: .parameters("max_completion_tokens"),
      .ignoring("max_completion_tokens")),
    Fault(
      "pi-max-tokens-ignored", .parameters, "max_tokens has no effect.",
      evidence: ["rule: no more tokens than max_tokens"], caughtBy: ["usage.limit", "outcome.cap"],
      where: .parameters("max_tokens"), .ignoring("max_tokens")),
    Fault(
      "pi-max-tokens-plus-one", .parameters, "max_tokens N gives N + 1 tokens.",
      evidence: ["EricLBuehler/mistral.rs#1539", "stuartleeks/aoai-simulated-api#34"],
      caughtBy: ["usage.limit"],
      .asking { request, call in
        if call.asksForLimit, let limit = request.maxTokens { request.maxTokens = limit + 1 }
      }),
    Fault(
      "pi-limit-counts-words", .parameters, "The limit counts words rather than tokens.",
      evidence: ["rule: limits count tokens"], caughtBy: ["usage.limit", "outcome.cap"],
      .asking { request, call in
        if call.asksForLimit, let limit = request.maxTokens { request.maxTokens = limit * 2 }
      }),
    Fault(
      "pi-precedence-wrong", .parameters, "Of the two limits max_tokens wins.",
      evidence: ["rule: max_completion_tokens wins where both are set"],
      caughtBy: ["usage.limit", "outcome.cap"],
      where: .claim("chat.max_completion_tokens.precedence"),
      .asking { request, call in
        if let limit = call.body?["max_tokens"]?.int { request.maxTokens = limit }
      }),
    Fault(
      "pi-default-limit-ignored", .parameters,
      "Without max_tokens an answer goes on beyond the default.",
      evidence: ["rule: the documented default holds"], caughtBy: ["usage.limit", "outcome.cap"],
      where: .smallDefaultLimit,
      .asking { request, call in if !call.asksForLimit { request.maxTokens = nil } }),
  ]

  private static let stops: [Fault] = [
    Fault(
      "sp-ignored", .parameters, "stop has no effect.",
      evidence: ["Blaizzy/mlx-vlm#1044", "lablup/mlxcel#1466"],
      caughtBy: ["outcome.stop", "completion.stop-excluded"], where: .parameters("stop"),
      .ignoring("stop")),
    Fault(
      "sp-included-in-output", .parameters, "The text ends with the stop string.",
      evidence: ["huggingface/text-generation-inference#1724"],
      caughtBy: ["completion.stop-excluded", "outcome.stop"], where: .claim("chat.stop.excluded"),
      .written { choice, call in
        guard let request = call.chat, let stop = choice.stop(in: request) else { return }
        choice.content.append(ChatAnswer.Emission(text: stop, tokens: 0))
      }),
    Fault(
      "sp-only-first-of-list", .parameters, "Of several stop strings only the first has an effect.",
      evidence: ["rule: any of the stop strings ends the text"],
      caughtBy: ["outcome.stop", "completion.stop-excluded"], where: .parameters("stop"),
      .asking { request, _ in request.stop = Array(request.stop.prefix(1)) }),
    Fault(
      "sp-list-ignored", .parameters, "stop has an effect as a string, not as a list.",
      evidence: ["rule: any of the stop strings ends the text"],
      caughtBy: ["outcome.stop", "completion.stop-excluded"], where: .parameters("stop"),
      .asking { request, call in if call.body?["stop"]?.array != nil { request.stop = [] } }),
    Fault(
      "sp-finish-length", .parameters, "An answer that a stop string ended ends with length.",
      evidence: ["rule: a stop string gives stop"],
      caughtBy: ["completion.finish-length", "outcome.stop"],
      where: .parameters("stop"),
      .written { choice, call in
        if let request = call.chat, choice.stop(in: request) != nil {
          choice.finishReason = "length"
        }
      }),
    Fault(
      "sp-empty-answer", .parameters, "An answer that a stop string ended comes without its text.",
      evidence: ["rule: the text before the stop string is returned"],
      caughtBy: ["outcome.stop", "completion.content"], where: .parameters("stop"),
      .written { choice, call in
        if let request = call.chat, choice.stop(in: request) != nil { choice.content = [] }
      }),
  ]

  private static let sampling: [Fault] = [
    Fault(
      "de-seed-ignored", .parameters, "seed has no effect: equal requests give different texts.",
      evidence: ["ollama/ollama#5274", "ollama/ollama#1749"], caughtBy: ["outcome.seed"],
      where: .parameters("seed") && .claim("chat.seed.determinism"),
      .asking { request, _ in request.seed = nil }),
    Fault(
      "pi-temperature-ignored", .parameters, "Every temperature gives the same text.",
      evidence: ["rule: a parameter has an effect or is refused"],
      caughtBy: ["outcome.differs"],
      where: .parameters("temperature") && .claim("chat.temperature.effect"),
      .asking { request, _ in request.sampling.temperature = 0 }),
    Fault(
      "pi-top-p-ignored", .parameters, "top_p has no effect.",
      evidence: ["rule: a parameter has an effect or is refused"], caughtBy: ["outcome.seed"],
      where: .supported("top_p") && .claim("chat.top_p.effect"), .ignoring("top_p")),
    Fault(
      "pi-logit-bias-ignored", .parameters, "logit_bias has no effect.",
      evidence: ["rule: a parameter has an effect or is refused"], caughtBy: ["outcome.differs"],
      where: .parameters("logit_bias") && .claim("chat.logit_bias.effect"), .ignoring("logit_bias")),
    Fault(
      "pi-n-ignored", .parameters, "n has no effect: there is one choice.",
      evidence: ["rule: n choices"], caughtBy: ["completion.choices"],
      where: .parameters("n") && .claim("chat.n.count"), .ignoring("n")),
    Fault(
      "pi-n-one-more", .parameters, "n gives one choice too many.",
      evidence: ["rule: n choices"], caughtBy: ["completion.choices", "chunks.index"],
      where: .parameters("n") && .claim("chat.n.count"),
      .asking { request, _ in
        if request.choiceCount > 1 {
          request.choiceCount += 1
          request.bestOf = max(request.bestOf, request.choiceCount)
        }
      }),
    Fault(
      "pi-default-n-two", .parameters, "Without n there are two choices.",
      evidence: ["rule: n defaults to 1"], caughtBy: ["completion.choices"],
      where: .parameters("n"),
      .asking { request, call in
        if call.body?["n"] == nil {
          request.choiceCount = 2
          request.bestOf = max(request.bestOf, 2)
        }
      }),
    Fault(
      "nc-finish-index-zero", .parameters, "With n > 1 every finish reason comes with index 0.",
      evidence: ["ggml-org/llama.cpp#20226"], caughtBy: ["chunks.finish", "chunks.after-finish"],
      where: .parameters("n") && .claim("chat.n.count"),
      .chunkChoice { choice, _ in
        if choice["finish_reason"]?.isNull == false { choice.set("index", 0) }
      }),
    Fault(
      "nc-same-index", .parameters, "With n > 1 all choices have index 0.",
      evidence: ["rule: indices are 0 to n − 1"], caughtBy: ["completion.choices"],
      where: .parameters("n") && .claim("chat.n.count"),
      .choice { choice, _, _ in choice.set("index", 0) }),
  ]

  private static let conversation: [Fault] = [
    Fault(
      "pi-model-ignored-but-echoed", .parameters,
      "Any model id is accepted and echoed, and the default model answers.",
      evidence: ["NousResearch/hermes-agent#118254"], caughtBy: ["response.expectation"],
      where: .claim("chat.model.unknown"),
      Mutation(admission: { rejection, call in
        if call.isChat && rejection?.situation == .unknownModel { rejection = nil }
      })),
    Fault(
      "ms-history-ignored", .messages, "Only the last message is read.",
      evidence: ["rule: the conversation is the input"], caughtBy: ["outcome.recall"],
      where: .claim("chat.messages.history"),
      .asking { request, _ in request.messages = Array(request.messages.suffix(1)) }),
    Fault(
      "ms-unicode-mangled", .messages,
      "Characters beyond ASCII in the prompt become question marks.",
      evidence: ["rule: JSON is UTF-8"], caughtBy: ["outcome.unicode"],
      where: .claim("chat.messages.unicode"),
      .asking { request, _ in
        request.messages = request.messages.map { message in
          var message = message
          message.edit("content") { content in
            if let text = content.string {
              content = .string(
                String(text.unicodeScalars.map { $0.isASCII ? Character($0) : "?" }))
            }
          }
          return message
        }
      }),
    Fault(
      "ms-parts-ignored", .messages, "Content that is a list of parts is read as empty.",
      evidence: ["rule: text parts are text"], caughtBy: ["outcome.recall", "usage.zero"],
      where: .claim("chat.messages.parts"),
      .asking { request, _ in
        request.messages = request.messages.map { message in
          var message = message
          message.edit("content") { if $0.array != nil { $0 = "" } }
          return message
        }
      }),
  ]
}

extension Call {
  /// Whether the request sets a limit of tokens itself.
  var asksForLimit: Bool {
    ["max_tokens", "max_completion_tokens"].contains { name in
      body?[name].map { !$0.isNull } ?? false
    }
  }
}

extension ChatAnswer.Choice {
  /// The stop string that ended the text, `nil` where none did: found by what the model would have
  /// written without it.
  func stop(in request: ChatRequest) -> String? {
    guard finishReason == "stop", calls.isEmpty, !request.stop.isEmpty else { return nil }
    let intended = Composer(request: request).intent().text
    guard intended.hasPrefix(text) else { return nil }
    return request.stop.first { intended.dropFirst(text.count).hasPrefix($0) }
  }
}
