/// Prose without end: what the simulated model writes where it is asked for nothing that it knows.
struct Prose {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// Sentences until there are at least so many words.
  mutating func text(words: Int) -> String {
    var out: [String] = []
    var count = 0
    repeat {
      let next = sentence()
      count += next.split(separator: " ").count
      out.append(next)
    } while count < words
    return out.joined(separator: " ")
  }

  /// One sentence.
  mutating func sentence() -> String {
    var body =
      "the \(pick(Lexicon.adjectives)) \(pick(Lexicon.subjects)) \(pick(Lexicon.verbs)) "
      + "\(pick(Lexicon.objects)) \(pick(Lexicon.places))"
    switch random.below(4) {
    case 0: body = "\(pick(Lexicon.openers)), " + body
    case 1:
      body += ", and a \(pick(Lexicon.subjects)) \(pick(Lexicon.verbs)) \(pick(Lexicon.objects))"
    default: break
    }
    return body.prefix(1).uppercased() + body.dropFirst() + "."
  }

  /// A noun, for a list.
  mutating func noun() -> String { pick(Lexicon.subjects + Lexicon.objects) }

  private mutating func pick(_ words: [String]) -> String { words[random.below(words.count)] }
}
