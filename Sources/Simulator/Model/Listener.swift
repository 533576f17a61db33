/// One message as the model reads it: who speaks, and the text of it.
struct Utterance: Sendable, Hashable {
  var role: String
  var text: String
}

/// Finds out what a conversation asks for, in the simple and general way that a small model would:
/// it can repeat, count, recite the alphabet, add, list, and recall what it was told; for all else
/// it makes up prose.
struct Listener {
  let conversation: [Utterance]
  let seed: UInt64

  /// What to say next.
  func intent() -> Intent {
    guard let last = conversation.last else { return prose("") }
    if last.role == "tool" || last.role == "function" { return reportResults() }
    let prompt = lastUserText
    if let text = Dictation.verbatim(in: prompt) { return Intent(text) }
    if let text = standingOrder { return Intent(text) }
    if let text = Recital.count(in: prompt) ?? Recital.alphabet(in: prompt) { return Intent(text) }
    if let text = Memory(conversation: conversation).answer(to: prompt) { return Intent(text) }
    if let text = Recital.sum(in: prompt) { return Intent(text) }
    if let text = Dictation.word(in: prompt) { return Intent(text) }
    if let text = list(for: prompt) { return Intent(text, isSure: false) }
    return prose(prompt)
  }

  /// The last thing that a user said.
  var lastUserText: String { conversation.last { $0.role == "user" }?.text ?? "" }

  /// What a system message says that every answer is to be.
  private var standingOrder: String? {
    for message in conversation where message.role == "system" || message.role == "developer" {
      if Words(message.text).contains(anyOf: ["always", "only", "every", "whatever"]),
        let text = Dictation.verbatim(in: message.text) ?? Dictation.word(in: message.text)
      {
        return text
      }
    }
    return nil
  }

  /// What the tools that were called last gave, told in words.
  private func reportResults() -> Intent {
    let results = conversation.reversed().prefix { $0.role == "tool" || $0.role == "function" }
    let texts = results.reversed().map(\.text).filter { !$0.isEmpty }
    return Intent(
      texts.isEmpty ? "There is no result." : "The result is: " + texts.joined(separator: "; "))
  }

  private func list(for prompt: String) -> String? {
    let words = Words(prompt)
    guard words.contains(anyOf: ["list", "name"]), let count = words.firstNumber,
      (1...100).contains(count)
    else { return nil }
    var prose = Prose(seed: seed)
    return (1...count).map { "\($0). \(prose.noun())" }.joined(separator: "\n")
  }

  private func prose(_ prompt: String) -> Intent {
    var prose = Prose(seed: seed)
    return Intent(prose.text(words: wordsWanted(by: prompt)), isSure: false)
  }

  /// How long the answer is to be: as many words as are asked for, many for a story, else a few
  /// sentences.
  private func wordsWanted(by prompt: String) -> Int {
    let words = Words(prompt)
    if let number = words.number(before: ["word", "words"]) { return min(number, 4000) }
    if let number = words.number(before: ["sentence", "sentences"]) {
      return min(number * 9, 4000)
    }
    if let number = words.number(before: ["paragraph", "paragraphs"]) {
      return min(number * 60, 4000)
    }
    if words.contains(anyOf: [
      "story", "essay", "long", "detail", "detailed", "poem", "article", "explain", "history",
    ]) {
      return 260
    }
    if words.contains(anyOf: ["brief", "briefly", "short", "word", "sentence"]) { return 10 }
    return 40
  }
}
