import WireFormats

/// The simulated model: reads a request and writes choices, token by token.
struct ChatModel {
  let request: ChatRequest
  /// What tells two equal requests without a seed apart.
  let entropy: UInt64
  /// The most tokens that fit behind the prompt.
  let room: Int

  /// All choices, the best of those drawn.
  func choices() -> [ChatAnswer.Choice] {
    let drawn = (0..<request.bestOf).map { choice(number: $0) }
    let best =
      request.bestOf > request.choiceCount
      ? Array(drawn.sorted { $0.score > $1.score }.prefix(request.choiceCount)) : drawn
    return best.enumerated().map { position, choice in
      var choice = choice
      choice.index = position
      return choice
    }
  }

  /// The most tokens that one choice may take.
  private var limit: Int { max(0, min(request.maxTokens ?? 4096, room)) }

  private func choice(number: Int) -> ChatAnswer.Choice {
    var seed = StableHash()
    seed.combine(Int(truncatingIfNeeded: request.contentHash))
    seed.combine(request.seed ?? Int(truncatingIfNeeded: entropy))
    seed.combine(number)
    var choice = ChatAnswer.Choice(index: number, hasLogprobs: request.logprobs != nil)
    think(into: &choice)
    let calls = ToolCaller(request: request).calls()
    if choice.tokens >= limit {
      choice.finishReason = "length"
    } else if !calls.isEmpty {
      write(calls, seed: seed.value, into: &choice)
    } else {
      var writer = TextWriter(
        request: request, limit: limit - choice.tokens, random: SeededRandom(seed: seed.value))
      writer.write(Composer(request: request).intent(), into: &choice)
    }
    return choice
  }

  /// Reasoning comes first and takes its share of the tokens.
  private func think(into choice: inout ChatAnswer.Choice) {
    guard case .separate(let count) = request.reasoning else { return }
    var prose = Prose(seed: request.contentHash &+ 1)
    let text = "The user asks about this. " + prose.text(words: count)
    let tokens = Vocabulary.encode(text).prefix(min(count, limit))
    choice.tokens += tokens.count
    choice.reasoningTokens += tokens.count
    choice.reasoning = Self.texts(tokens.map(Vocabulary.bytes)).map {
      ChatAnswer.Emission(text: $0)
    }
  }

  private func write(
    _ calls: [ToolCaller.Intended], seed: UInt64, into choice: inout ChatAnswer.Choice
  ) {
    choice.finishReason = "tool_calls"
    for (position, call) in calls.enumerated() {
      let fragments = Vocabulary.encode(call.arguments.serialized()).map(Vocabulary.bytes)
      choice.tokens += min(max(0, limit - choice.tokens), Vocabulary.encode(call.name).count)
      let left = max(0, limit - choice.tokens)
      choice.tokens += min(left, fragments.count)
      choice.calls.append(
        ChatAnswer.Call(
          id: "call_" + Identifier.text(seed &+ UInt64(position), length: 24), name: call.name,
          fragments: Self.texts(fragments.prefix(left))))
      if fragments.count > left {
        choice.finishReason = "length"
        return
      }
    }
  }

  /// Bytes of tokens as texts, each cut where a character ends.
  private static func texts(_ pieces: some Sequence<[UInt8]>) -> [String] {
    var texts: [String] = []
    var pending: [UInt8] = []
    for piece in pieces {
      pending += piece
      let whole = UTF8Boundary.wholeLength(of: pending[...])
      guard whole > 0 else { continue }
      texts.append(String(decoding: pending.prefix(whole), as: UTF8.self))
      pending.removeFirst(whole)
    }
    return texts
  }
}

/// Where characters end in UTF-8.
enum UTF8Boundary {
  /// The length of the longest part from the start that does not end within a character.
  static func wholeLength(of bytes: ArraySlice<UInt8>) -> Int {
    var back = 0
    for byte in bytes.reversed().prefix(4) {
      back += 1
      if byte < 0x80 { return bytes.count - back + 1 }
      if byte >= 0xC0 {
        let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        return back >= needed ? bytes.count : bytes.count - back
      }
    }
    return bytes.count
  }
}

/// Makes identifiers of letters and digits.
enum Identifier {
  private static let alphabet = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  /// The identifier that belongs to a number.
  static func text(_ seed: UInt64, length: Int) -> String {
    var random = SeededRandom(seed: seed)
    return String((0..<length).map { _ in alphabet[random.below(alphabet.count)] })
  }
}
