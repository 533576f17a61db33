/// Finds where in a text the value stands that a pointer names.
struct JSONLocator {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// The byte range of the value, or `nil` where nothing is there or the text does not parse.
  static func byteRange(
    of pointer: JSONPointer, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    do throws(JSONSyntaxError) {
      _ = try JSONDocument(parsing: bytes)
    } catch {
      // The text has no values, so nothing is there: that is the answer, not a failure.
      return nil
    }
    var locator = JSONLocator(bytes: bytes)
    // From here on the text is known to be well-formed: skipping need not check it.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { locator.position = 3 }
    locator.skipSpace()
    for token in pointer.tokens {
      switch bytes[locator.position] {
      case UInt8(ascii: "{"): guard locator.enterObject(at: token) else { return nil }
      case UInt8(ascii: "["): guard locator.enterArray(at: token) else { return nil }
      default: return nil
      }
    }
    let start = locator.position
    locator.skipValue()
    return start..<locator.position
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Moves to the value of the last member of a name; `false` where there is none.
  private mutating func enterObject(at name: String) -> Bool {
    var found: Int?
    position += 1
    skipSpace()
    while bytes[position] != UInt8(ascii: "}") {
      let isMatch = readName().hasSameBytes(as: name)
      skipSpace()
      position += 1
      skipSpace()
      if isMatch { found = position }
      skipValue()
      skipSeparator()
    }
    position = found ?? position
    return found != nil
  }

  /// Moves to the item at the index that a token names; `false` where there is none.
  private mutating func enterArray(at token: String) -> Bool {
    guard var remaining = JSONPointer.arrayIndex(token) else { return false }
    position += 1
    skipSpace()
    while bytes[position] != UInt8(ascii: "]") {
      if remaining == 0 { return true }
      remaining -= 1
      skipValue()
      skipSeparator()
    }
    return false
  }

  /// Reads a member's name, escapes resolved.
  private mutating func readName() -> String {
    let start = position
    skipString()
    let plain = UnsafeBufferPointer(rebasing: bytes[start + 1..<position - 1])
    if !plain.contains(UInt8(ascii: "\\")) { return String(decoding: plain, as: UTF8.self) }
    let quoted = UnsafeBufferPointer(rebasing: bytes[start..<position])
    do throws(JSONSyntaxError) {
      return try JSONDocument(parsing: quoted).value.string ?? ""
    } catch {
      // The text has been read before, so this is not reached.
      return ""
    }
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  /// Moves over white space and a comma, to the next name, item or closing bracket.
  private mutating func skipSeparator() {
    skipSpace()
    if bytes[position] == UInt8(ascii: ",") { position += 1 }
    skipSpace()
  }

  private mutating func skipString() {
    position += 1
    while bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
  }

  /// Moves behind the value at the present position, by counting brackets.
  private mutating func skipValue() {
    var depth = 0
    repeat {
      switch bytes[position] {
      case UInt8(ascii: "\""): skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"), 0...0x20: position += 1
      default: skipWord()
      }
    } while depth > 0
  }

  /// Moves behind a number, `true`, `false` or `null`.
  private mutating func skipWord() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0...0x20: return
      default: position += 1
      }
    }
  }
}
