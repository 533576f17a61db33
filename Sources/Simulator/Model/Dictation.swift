/// What the model is told to say word for word.
enum Dictation {
  /// What is dictated in quotation marks or after a colon: `Repeat exactly: one two`; `nil` where
  /// nothing is. Filling words ("exactly", "the word") may stand between.
  static func verbatim(in prompt: String) -> String? {
    (speaking + writing).lazy.compactMap { text(after: $0, in: prompt).flatMap(quoted) }.first
  }

  /// The single word that is dictated bare: `Reply with the word PONG`; `nil` where none is.
  static func word(in prompt: String) -> String? {
    speaking.lazy.compactMap { text(after: $0, in: prompt).flatMap(single) }.first
  }

  private static let speaking = [
    "repeat", "echo", "respond with", "reply with", "reply", "answer with", "respond", "answer",
    "say",
  ]
  private static let writing = ["output", "return", "write", "print", "send back"]
  private static let quotes: [Character: Character] = [
    "\"": "\"", "“": "”", "`": "`", "'": "'", "«": "»",
  ]
  private static let fillers: Set<String> = [
    "exactly", "only", "just", "the", "this", "these", "word", "words", "single", "one", "text",
    "following", "after", "me", "back", "with", "phrase", "sentence", "string", "to", "please", "a",
    "message", "character", "characters", "verbatim", "line", "by", "saying", "it", "precisely",
    "literal", "number", "and", "nothing", "else", "more",
  ]

  /// What stands in quotation marks or after a colon, with only filling words before.
  private static func quoted(_ rest: Substring) -> String? {
    let clause = rest.prefix { $0 != "\n" && $0 != ":" && quotes[$0] == nil }
    guard Words(String(clause)).all.allSatisfy(fillers.contains),
      let mark = rest[clause.endIndex...].first
    else { return nil }
    let inner = rest[rest.index(after: clause.endIndex)...]
    if let close = quotes[mark] {
      let text = inner.prefix { $0 != close }
      return text.isEmpty || text.endIndex == inner.endIndex ? nil : String(text)
    }
    let text = trimmed(inner)
    guard let first = text.first else { return nil }
    if let close = quotes[first], text.dropFirst().contains(close) {
      return String(text.dropFirst().prefix { $0 != close })
    }
    return String(text)
  }

  /// The one word that is meant: the rest of the sentence but for filling words, or what it begins
  /// with where a filling word follows ("say PONG and nothing else").
  private static func single(_ rest: Substring) -> String? {
    let clause = rest.prefix { !".!?\n".contains($0) }
    let words = clause.split(whereSeparator: { " ,;".contains($0) })
    let kept = words.drop { fillers.contains($0.lowercased()) }
    guard let word = kept.first else { return nil }
    let followers = kept.dropFirst()
    guard followers.allSatisfy({ fillers.contains($0.lowercased()) }) else { return nil }
    return String(word)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\n" }
    while text.last == " " || text.last == "\n" { text.removeLast() }
    return text
  }

  /// What follows a word or phrase, wherever its case and place.
  private static func text(after phrase: String, in text: String) -> Substring? {
    let wanted = phrase.split(separator: " ")
    var start = text.startIndex
    while start < text.endIndex {
      guard text[start].isLetter else {
        start = text.index(after: start)
        continue
      }
      var rest = text[start...]
      let matches = wanted.allSatisfy { part in
        rest = rest.drop { $0 == " " }
        let word = rest.prefix(while: \.isLetter)
        rest = rest[word.endIndex...]
        return word.lowercased() == part
      }
      if matches { return rest }
      start = text[start...].prefix(while: \.isLetter).endIndex
    }
    return nil
  }
}
