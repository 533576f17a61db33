/// What can be recited: numbers, letters, sums.
enum Recital {
  /// `Count from 1 to 9` and its relatives; `nil` where no counting is asked for.
  static func count(in prompt: String) -> String? {
    let words = Words(prompt)
    guard words.contains(anyOf: ["count", "numbers", "integers"]) else { return nil }
    let numbers = words.all.compactMap(Words.number)
    var bounds: (Int, Int)?
    for (index, word) in words.all.enumerated()
    where word == "to" || word == "through" || word == "until" {
      guard index > 0, index + 1 < words.all.count, let end = Words.number(words.all[index + 1])
      else { continue }
      bounds = (Words.number(words.all[index - 1]) ?? 1, end)
    }
    if bounds == nil, words.contains(anyOf: ["count"]), let last = numbers.last {
      bounds = (1, last)
    }
    guard let (first, last) = bounds, abs(last - first) <= 2000 else { return nil }
    let sequence = stride(from: first, through: last, by: first <= last ? 1 : -1).map(String.init)
    return sequence.joined(separator: separator(words))
  }

  /// The alphabet; `nil` where it is not asked for.
  static func alphabet(in prompt: String) -> String? {
    let words = Words(prompt)
    guard words.contains(anyOf: ["alphabet"]) else { return nil }
    return "abcdefghijklmnopqrstuvwxyz".map { String($0).uppercased() }.joined(
      separator: separator(words))
  }

  /// A sum, a difference or a product of two whole numbers; `nil` where there is none.
  static func sum(in prompt: String) -> String? {
    var tokens: [String] = []
    let signs = [" times ": "*", " plus ": "+", " minus ": "-"]
    for character in signs.reduce(prompt, { $0.replacing($1.key, with: $1.value) }) {
      if character.isNumber, let last = tokens.last, last.last?.isNumber == true {
        tokens[tokens.count - 1].append(character)
      } else if character.isNumber || "+-*x×".contains(character) {
        tokens.append(String(character))
      } else if character == " " {
        continue
      } else {
        tokens.append("|")
      }
    }
    for index in tokens.indices.dropFirst().dropLast() {
      guard let left = Int(tokens[index - 1]), let right = Int(tokens[index + 1]) else { continue }
      let (value, overflow): (Int, Bool)
      switch tokens[index] {
      case "+": (value, overflow) = left.addingReportingOverflow(right)
      case "-": (value, overflow) = left.subtractingReportingOverflow(right)
      case "*", "x", "×": (value, overflow) = left.multipliedReportingOverflow(by: right)
      default: continue
      }
      if !overflow { return String(value) }
    }
    return nil
  }

  private static func separator(_ words: Words) -> String {
    if words.contains(anyOf: ["line", "lines", "newline", "newlines"]) { return "\n" }
    if words.contains(anyOf: ["space", "spaces"]) && !words.contains(anyOf: ["comma", "commas"]) {
      return " "
    }
    return ", "
  }
}
