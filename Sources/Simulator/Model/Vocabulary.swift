/// The tokens of the simulated model: every id stands for some bytes, and every text has exactly one
/// row of ids.
///
/// - 0 ... 255: single bytes, so that any bytes at all can be written; a character of several bytes
///   then spreads over several tokens, as it does with real models;
/// - ``endOfText``;
/// - from 256: the words of ``Lexicon``, without and with a space before;
/// - above: all pieces of two or three letters or digits, without and with a space before.
enum Vocabulary {
  /// The token that ends an answer. It has no bytes.
  static let endOfText = 50256

  private static let alphabet = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
  private static let letterIndex: [UInt8: Int] = Dictionary(
    uniqueKeysWithValues: alphabet.enumerated().map { ($1, $0) })
  private static let firstWord = 256
  private static let firstPiece = firstWord + 2 * Lexicon.words.count
  private static let pairs = alphabet.count * alphabet.count
  private static let triples = pairs * alphabet.count

  /// One more than the largest id.
  static let count = firstPiece + 2 * (pairs + triples) + 1

  private static let wordIDs: [[UInt8]: Int] = Dictionary(
    Lexicon.words.enumerated().map { (Array($1.utf8), firstWord + 2 * $0) },
    uniquingKeysWith: { first, _ in first })

  /// The bytes of a token; empty for ``endOfText`` and for ids that do not exist.
  static func bytes(of id: Int) -> [UInt8] {
    guard id >= 0, id < count, id != endOfText else { return [] }
    if id < firstWord { return [UInt8(id)] }
    // The end-of-text id lies amid the pieces; those after it are shifted by one.
    let dense = id > endOfText ? id - 1 : id
    if dense < firstPiece {
      let index = dense - firstWord
      return (index % 2 == 1 ? [0x20] : []) + Array(Lexicon.words[index / 2].utf8)
    }
    var index = dense - firstPiece
    let space: [UInt8] = index % 2 == 1 ? [0x20] : []
    index /= 2
    let length = index < pairs ? 2 : 3
    if length == 3 { index -= pairs }
    var letters: [UInt8] = []
    for _ in 0..<length {
      letters.append(alphabet[index % alphabet.count])
      index /= alphabet.count
    }
    return space + letters
  }

  /// The id of a whole word of the lexicon, else `nil`.
  static func id(ofWord word: String, spaced: Bool) -> Int? {
    wordIDs[Array(word.utf8)].map { spaced ? $0 + 1 : $0 }
  }

  /// The ids of a text, as the model itself would write it.
  static func encode(_ text: String) -> [Int] { encode(Array(text.utf8)) }

  /// The ids of bytes.
  static func encode(_ bytes: [UInt8]) -> [Int] {
    var ids: [Int] = []
    var position = 0
    while position < bytes.count {
      let spaced =
        bytes[position] == 0x20 && position + 1 < bytes.count && bytes[position + 1] != 0x20
      let start = spaced ? position + 1 : position
      let end = wordEnd(in: bytes, from: start)
      if end > start {
        append(word: bytes[start..<end], spaced: spaced, to: &ids)
        position = end
      } else if let id = wordIDs[[bytes[start]]], bytes[start] < 0x80 {
        ids.append(id + (spaced ? 1 : 0))
        position = start + 1
      } else {
        ids.append(Int(bytes[position]))
        position += 1
      }
    }
    return ids
  }

  /// The end of the run of letters, or of the run of at most three digits, that begins at a place.
  private static func wordEnd(in bytes: [UInt8], from start: Int) -> Int {
    var end = start
    guard start < bytes.count else { return start }
    let isNumber = (0x30...0x39).contains(bytes[start])
    while end < bytes.count, let index = letterIndex[bytes[end]] {
      guard (index >= 52) == isNumber, !isNumber || end - start < 3 else { break }
      end += 1
    }
    return end
  }

  private static func append(word: ArraySlice<UInt8>, spaced: Bool, to ids: inout [Int]) {
    if let id = wordIDs[Array(word)] {
      ids.append(id + (spaced ? 1 : 0))
      return
    }
    guard word.count > 1 else {
      if spaced { ids.append(0x20) }
      ids += word.map(Int.init)
      return
    }
    var rest = word
    var first = spaced
    while !rest.isEmpty {
      // Never leaves a single letter over, which would be a byte token.
      let length = rest.count == 4 || rest.count == 2 ? 2 : min(3, rest.count)
      ids.append(piece(rest.prefix(length), spaced: first))
      rest = rest.dropFirst(length)
      first = false
    }
  }

  private static func piece(_ letters: ArraySlice<UInt8>, spaced: Bool) -> Int {
    var index = 0
    for letter in letters.reversed() { index = index * alphabet.count + (letterIndex[letter] ?? 0) }
    if letters.count == 3 { index += pairs }
    let id = firstPiece + 2 * index + (spaced ? 1 : 0)
    return id >= endOfText ? id + 1 : id
  }
}
