import WireFormats

/// Writes the text of one choice: draws token after token, stops at a stop string, at the limit or
/// at the end, and cuts what it wrote into the steps of a stream.
struct TextWriter {
  let request: ChatRequest
  let limit: Int
  var random: SeededRandom

  /// Writes what is meant.
  mutating func write(_ intent: Composer.Intended, into choice: inout ChatAnswer.Choice) {
    var sampler = Sampler(
      parameters: request.sampling, seed: request.contentHash, random: random)
    let plan = Vocabulary.encode(intent.text)
    var drawn: [DrawnToken] = []
    var bytes: [UInt8] = []
    var emitter = Emitter(stops: request.stop)
    choice.finishReason = "length"
    while drawn.count < limit {
      let place = drawn.count
      let token = sampler.draw(
        meant: place < plan.count ? plan[place] : Vocabulary.endOfText, isSure: intent.isSure,
        isForced: intent.isForced, at: place)
      if token.token.id == Vocabulary.endOfText {
        choice.finishReason = "stop"
        break
      }
      drawn.append(token)
      bytes += token.token.bytes
      choice.score += token.token.logprob
      emitter.add(token)
      if emitter.hasStopped {
        choice.finishReason = "stop"
        break
      }
    }
    emitter.finish()
    choice.tokens += drawn.count
    choice.content = emitter.emissions(alternatives: request.logprobs)
    random = sampler.random
  }
}

/// Cuts drawn tokens into emissions: holds back what may become a stop string and the bytes of a
/// character that is not whole yet.
struct Emitter {
  let stops: [[UInt8]]
  private var bytes: [UInt8] = []
  private var tokens: [(token: DrawnToken, end: Int)] = []
  /// The end of each emission in bytes, and how many tokens had been drawn by then.
  private var cuts: [(end: Int, drawn: Int)] = []
  private(set) var hasStopped = false

  init(stops: [String]) { self.stops = stops.map { Array($0.utf8) } }

  /// Takes a token.
  mutating func add(_ token: DrawnToken) {
    let before = bytes.count
    bytes += token.token.bytes
    tokens.append((token, bytes.count))
    if let stop = firstStop(from: before) {
      bytes.removeLast(bytes.count - stop)
      hasStopped = true
      return
    }
    let certain = UTF8Boundary.wholeLength(of: bytes[..<(bytes.count - heldBack)])
    if certain > cuts.last?.end ?? 0 { cuts.append((certain, tokens.count)) }
  }

  /// Emits what was held back. A character that was never finished is dropped, as real servers do.
  mutating func finish() {
    let whole = UTF8Boundary.wholeLength(of: bytes[...])
    bytes.removeLast(bytes.count - whole)
    if whole > cuts.last?.end ?? 0 { cuts.append((whole, tokens.count)) }
  }

  /// The emissions.
  ///
  /// - Parameter alternatives: how many alternatives each entry of the log probabilities gets, `nil`
  ///   for no log probabilities.
  func emissions(alternatives: Int?) -> [ChatAnswer.Emission] {
    var emissions: [ChatAnswer.Emission] = []
    var start = 0
    var counted = 0
    var next = 0
    for cut in cuts {
      var emission = ChatAnswer.Emission(
        text: String(decoding: bytes[start..<cut.end], as: UTF8.self), tokens: cut.drawn - counted)
      while next < tokens.count,
        tokens[next].end <= cut.end || (cut.end == bytes.count && begin(of: next) < cut.end)
      {
        if let alternatives {
          let seen = bytes[begin(of: next)..<min(tokens[next].end, bytes.count)]
          emission.logprobs.append(
            LogprobEntry.json(tokens[next].token, bytes: Array(seen), alternatives: alternatives))
        }
        next += 1
      }
      emissions.append(emission)
      start = cut.end
      counted = cut.drawn
    }
    return emissions
  }

  private func begin(of token: Int) -> Int { token == 0 ? 0 : tokens[token - 1].end }

  /// Where the first stop string begins, if one was completed by the bytes from an offset on.
  private func firstStop(from offset: Int) -> Int? {
    stops.compactMap { stop -> Int? in
      let start = max(0, offset - stop.count + 1)
      guard bytes.count - start >= stop.count else { return nil }
      return (start...(bytes.count - stop.count)).first {
        bytes[$0..<($0 + stop.count)].elementsEqual(stop)
      }
    }.min()
  }

  /// How many bytes at the end may be the beginning of a stop string.
  private var heldBack: Int {
    stops.map { stop in
      (0..<min(stop.count, bytes.count + 1)).reversed().first {
        bytes.suffix($0).elementsEqual(stop.prefix($0))
      } ?? 0
    }.max() ?? 0
  }
}

/// The entries of `logprobs.content`.
enum LogprobEntry {
  /// One entry.
  ///
  /// - Parameter bytes: the bytes of the token that stand in the text: all, or those before a stop
  ///   string.
  static func json(_ drawn: DrawnToken, bytes: [UInt8], alternatives: Int) -> JSONValue {
    var entry = JSONObject(members(bytes: bytes, logprob: drawn.token.logprob))
    let top = drawn.alternatives.filter { !$0.bytes.isEmpty }.prefix(alternatives)
    entry["top_logprobs"] = .array(
      top.map { .object(JSONObject(members(bytes: $0.bytes, logprob: $0.logprob))) })
    return .object(entry)
  }

  private static func members(bytes: [UInt8], logprob: Double) -> [JSONObject.Member] {
    [
      .init(name: "token", value: .string(name(of: bytes))),
      .init(name: "logprob", value: .rounded(logprob)),
      .init(name: "bytes", value: .array(bytes.map { .integer(Int($0)) })),
    ]
  }

  /// The token's text. Part of a character has none, and is written as OpenAI's service does:
  /// `bytes:\xf0\x9f`.
  private static func name(of bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return "bytes:"
      + bytes.map { byte in
        let hex = String(byte, radix: 16)
        return "\\x" + (hex.count == 1 ? "0" + hex : hex)
      }.joined()
  }
}

extension JSONValue {
  /// A number to six decimals.
  static func rounded(_ value: Double) -> JSONValue {
    let millionths = (value * 1_000_000).rounded()
    guard millionths.isFinite, abs(millionths) < 1e15 else { return .integer(0) }
    let whole = Int(abs(millionths))
    guard whole > 0 else { return .decimal("0.0") ?? .integer(0) }
    var fraction = String(whole % 1_000_000)
    fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
    while fraction.count > 1, fraction.last == "0" { fraction.removeLast() }
    let lexeme = (millionths < 0 ? "-" : "") + String(whole / 1_000_000) + "." + fraction
    return .decimal(lexeme) ?? .integer(0)
  }
}
