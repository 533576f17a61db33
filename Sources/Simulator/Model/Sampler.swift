#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How tokens are drawn: the sampling parameters of a request.
struct SamplingParameters: Sendable, Hashable {
  var temperature = 1.0
  var topP = 1.0
  var topK = 0
  var minP = 0.0
  var presencePenalty = 0.0
  var frequencyPenalty = 0.0
  var repetitionPenalty = 1.0
  var bias: [Int: Double] = [:]
}

/// One token and how likely it was.
struct WeighedToken: Sendable, Hashable {
  var id: Int
  /// The natural logarithm of the probability before temperature and cut-offs: finite, at most 0.
  var logprob: Double

  var bytes: [UInt8] { Vocabulary.bytes(of: id) }
}

/// One drawn token with the alternatives that there were, the likeliest first.
struct DrawnToken: Sendable, Hashable {
  var token: WeighedToken
  var alternatives: [WeighedToken]
}

/// Draws the tokens of an answer that the model means to give: at each place the meant token is the
/// likeliest, and others may come in its stead.
struct Sampler {
  let parameters: SamplingParameters
  /// What decides which other tokens come into question: the conversation.
  let seed: UInt64
  var random: SeededRandom
  private var counts: [Int: Int] = [:]
  private var recent: [Int] = []

  init(parameters: SamplingParameters, seed: UInt64, random: SeededRandom) {
    self.parameters = parameters
    self.seed = seed
    self.random = random
  }

  /// Draws the token at a place.
  ///
  /// - Parameters:
  ///   - meant: the token that the model means to write.
  ///   - isSure: whether it keeps to it at any usual temperature.
  ///   - isForced: whether nothing else is allowed there, as under a grammar.
  mutating func draw(meant: Int, isSure: Bool, isForced: Bool, at place: Int) -> DrawnToken {
    var logits = isForced ? [(meant, 0.0)] : candidates(meant: meant, isSure: isSure, at: place)
    if !isForced { adjust(&logits) }
    logits.sort { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
    let weighed = normalized(logits)
    let chosen = choose(from: logits.map(\.1))
    let token = weighed[chosen]
    counts[token.id, default: 0] += 1
    recent = [token.id] + recent.prefix(2)
    return DrawnToken(token: token, alternatives: weighed)
  }

  /// The meant token, nineteen others, and what was written just before: real models are drawn to
  /// repeat themselves.
  private func candidates(meant: Int, isSure: Bool, at place: Int) -> [(Int, Double)] {
    var logits = [(meant, isSure ? 30.0 : 4.0)]
    var hash = StableHash()
    hash.combine(Int(truncatingIfNeeded: seed))
    hash.combine(place)
    var others = SeededRandom(seed: hash.value)
    var level = 2.2
    for id in recent where id != meant && id != Vocabulary.endOfText && id > 255 {
      if !logits.contains(where: { $0.0 == id }) { logits.append((id, 1.9)) }
    }
    while logits.count < 24 {
      let id = Self.substitutes[others.below(Self.substitutes.count)]
      guard !logits.contains(where: { $0.0 == id }) else { continue }
      logits.append((id, level))
      level -= 0.25
    }
    return logits
  }

  private static let substitutes: [Int] = Lexicon.substitutes.compactMap {
    Vocabulary.id(ofWord: $0, spaced: true)
  }

  /// Penalties, then biases: an outright ban or an outright order outweighs all else.
  private func adjust(_ logits: inout [(Int, Double)]) {
    for (id, bias) in parameters.bias where bias > 0 && !logits.contains(where: { $0.0 == id }) {
      if id >= 0 && id < Vocabulary.count { logits.append((id, -6)) }
    }
    for index in logits.indices {
      let id = logits[index].0
      if let count = counts[id] {
        logits[index].1 -= parameters.presencePenalty + parameters.frequencyPenalty * Double(count)
        if parameters.repetitionPenalty > 0 {
          let value = logits[index].1
          logits[index].1 =
            value > 0 ? value / parameters.repetitionPenalty : value * parameters.repetitionPenalty
        }
      }
      logits[index].1 += parameters.bias[id] ?? 0
    }
    let allowed = logits.filter { (parameters.bias[$0.0] ?? 0) > -100 }
    if !allowed.isEmpty { logits = allowed }
  }

  private func normalized(_ logits: [(Int, Double)]) -> [WeighedToken] {
    let top = logits.first?.1 ?? 0
    let sum = logits.reduce(0) { $0 + exp($1.1 - top) }
    let logSum = log(sum)
    return logits.map { WeighedToken(id: $0.0, logprob: min(0, $0.1 - top - logSum)) }
  }

  /// The position of the token drawn, among logits in falling order.
  private mutating func choose(from logits: [Double]) -> Int {
    let draw = random.unit()
    guard parameters.temperature > 0, logits.count > 1, let top = logits.first else { return 0 }
    var weights = logits.map { exp(max(-700, ($0 - top) / parameters.temperature)) }
    if parameters.topK > 0 { weights = Array(weights.prefix(parameters.topK)) }
    weights.removeAll { $0 < parameters.minP }
    let sum = weights.reduce(0, +)
    var kept = 0.0
    var count = 0
    for weight in weights where count == 0 || kept < parameters.topP * sum {
      kept += weight
      count += 1
    }
    var rest = draw * kept
    for (index, weight) in weights.prefix(count).enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return 0
  }
}
