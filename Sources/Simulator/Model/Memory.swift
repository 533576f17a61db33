/// What the model was told earlier in the conversation.
struct Memory {
  let conversation: [Utterance]

  /// The answer to a question for something that a user said before; `nil` where it is no such
  /// question or nothing of the kind was said.
  func answer(to prompt: String) -> String? {
    let words = Words(prompt).all
    guard
      let wh = words.firstIndex(where: { ["what", "which", "who", "whats"].contains($0) })
        ?? words.firstIndex(where: { ["tell", "recall"].contains($0) })
    else { return nil }
    let asked = Set(words[wh...]).subtracting(Self.smallWords)
    guard !asked.isEmpty else { return nil }
    var best: (overlap: Int, value: String)?
    for message in conversation where message.role == "user" || message.role == "system" {
      for fact in Self.facts(in: message.text) {
        let overlap = fact.key.intersection(asked).count
        if overlap > 0, overlap >= best?.overlap ?? 1 { best = (overlap, fact.value) }
      }
    }
    return best?.value
  }

  private struct Fact {
    var key: Set<String>
    var value: String
  }

  private static let smallWords: Set<String> = [
    "what", "which", "who", "is", "was", "the", "my", "a", "an", "are", "did", "i", "you", "tell",
    "told", "asked", "to", "me", "remember", "whats", "s", "it", "said", "that", "of", "do",
    "recall",
    "just", "only", "with", "reply", "answer", "please", "and", "your",
  ]

  /// `My name is X`, `the code word is X`, `remember the number 7`.
  private static func facts(in text: String) -> [Fact] {
    var facts: [Fact] = []
    for sentence in text.split(whereSeparator: { ".!?\n;".contains($0) }) {
      let words = sentence.split { $0 == " " || $0 == "," }.map(String.init)
      let lowered = words.map { $0.lowercased() }
      guard let first = lowered.first,
        !["what", "which", "who", "where", "how", "why"].contains(first)
      else { continue }
      if let verb = lowered.lastIndex(where: { ["is", "was", "are", "="].contains($0) }),
        verb + 1 < words.count
      {
        let key = Set(Words(lowered[..<verb].joined(separator: " ")).all).subtracting(smallWords)
        let value = words[(verb + 1)...].joined(separator: " ")
        facts.append(Fact(key: key, value: bare(value)))
      } else if let verb = lowered.firstIndex(of: "remember"), verb + 1 < words.count,
        let last = words.last
      {
        let key = Set(Words(lowered[(verb + 1)...].dropLast().joined(separator: " ")).all)
          .subtracting(smallWords)
        facts.append(Fact(key: key.isEmpty ? ["word", "number"] : key, value: bare(last)))
      }
    }
    return facts
  }

  private static func bare(_ text: String) -> String {
    String(text.drop { "\"'“`:".contains($0) }.reversed().drop { "\"'”`".contains($0) }.reversed())
  }
}
