/// A place in a text's UTF-8, for the readers of formats.
struct ByteCursor {
  private(set) var rest: ArraySlice<UInt8>

  init(_ text: String) { rest = Array(text.utf8)[...] }

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  var next: UInt8? { rest.first }

  /// Takes one character of ASCII where it stands next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let next = rest.first, UInt32(next) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes a letter of ASCII in either case.
  mutating func takeLetter(_ letter: Unicode.Scalar) -> Bool {
    guard let next = rest.first, UInt32(next | 0x20) == letter.value | 0x20 else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes as many bytes as satisfy a condition.
  mutating func take(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let taken = rest.prefix(while: condition)
    rest.removeFirst(taken.count)
    return taken
  }

  /// Takes exactly so many decimal digits and gives their value.
  mutating func digits(_ count: Int) -> Int? {
    guard rest.count >= count, rest.prefix(count).allSatisfy(\.isDigit) else { return nil }
    let value = rest.prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    rest.removeFirst(count)
    return value
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x41...0x5A).contains(self & ~0x20) }
  var isHexDigit: Bool { isDigit || (0x41...0x46).contains(self & ~0x20) }

  /// Whether this is one of some characters of ASCII.
  func isOne(of characters: StaticString) -> Bool {
    characters.withUTF8Buffer { $0.contains(self) }
  }
}
