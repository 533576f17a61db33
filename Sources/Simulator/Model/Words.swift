/// The words of a text in lower case, for looking things up in it.
struct Words {
  let all: [String]

  init(_ text: String) {
    all = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  func contains(anyOf wanted: Set<String>) -> Bool { all.contains { wanted.contains($0) } }

  /// The first number, in digits or as a word up to ten.
  var firstNumber: Int? { all.lazy.compactMap(Words.number).first }

  /// The number right before one of these words, one adjective allowed between.
  func number(before nouns: Set<String>) -> Int? {
    for (index, word) in all.enumerated() where nouns.contains(word) {
      for back in 1...2 where index >= back {
        if let number = Words.number(all[index - back]) { return number }
      }
    }
    return nil
  }

  static func number(_ word: String) -> Int? {
    if let spelt = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ].firstIndex(of: word) {
      return spelt + 1
    }
    return word.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(word) : nil
  }
}
