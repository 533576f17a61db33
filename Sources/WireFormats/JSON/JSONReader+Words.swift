extension JSONReader {
  /// Passes over white space (RFC 8259 section 2).
  @inline(__always)
  func skipWhiteSpace(_ index: inout Int) {
    while index < bytes.count {
      let byte = bytes[index]
      // Everything above the space is ruled out by one comparison.
      guard byte <= 0x20 else { return }
      guard
        byte == 0x20 || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
          || byte == UInt8(ascii: "\t")
      else { return }
      index += 1
    }
  }

  /// Passes over `true`, `false` or `null`, whose first byte is known to be right.
  @inline(__always)
  func skipWord(_ word: StaticString, _ index: inout Int) throws(JSONFailure) {
    let length = word.utf8CodeUnitCount
    guard index + length <= bytes.count else { throw misspelled(word, at: index) }
    for place in 1..<length where bytes[index + place] != word.utf8Start[place] {
      throw misspelled(word, at: index)
    }
    index += length
  }
}

// Which failure it is decides nothing but words, so all of this is kept out of the way.
extension JSONReader {
  /// The failure for a text that ends too early.
  var unexpectedEnd: JSONFailure { JSONFailure(reason: .unexpectedEnd, offset: bytes.count) }

  /// The failure for a text that begins like a word but does not go on so.
  @inline(never)
  func misspelled(_ word: StaticString, at start: Int) -> JSONFailure {
    if isNonFinite(at: start) { return JSONFailure(reason: .nonFiniteNumber, offset: start) }
    var index = start + 1
    while index < bytes.count, index - start < word.utf8CodeUnitCount,
      bytes[index] == word.utf8Start[index - start]
    {
      index += 1
    }
    guard index < bytes.count else { return unexpectedEnd }
    return JSONFailure(reason: .unexpectedByte(bytes[index]), offset: index)
  }

  /// The failure for a byte that cannot stand where it is, however it is best named.
  @inline(never)
  func unexpectedByte(at index: Int) -> JSONFailure {
    JSONFailure(
      reason: isComment(at: index) ? .comment : .unexpectedByte(bytes[index]), offset: index)
  }

  /// The failure for a byte that begins no value.
  @inline(never)
  func noValue(at index: Int) -> JSONFailure {
    if bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: ".") {
      return JSONFailure(reason: .malformedNumber, offset: index)
    }
    if isNonFinite(at: index) { return JSONFailure(reason: .nonFiniteNumber, offset: index) }
    return unexpectedByte(at: index)
  }

  /// Whether a comment as in JavaScript begins at an index.
  func isComment(at index: Int) -> Bool {
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "/") else { return false }
    return bytes[index + 1] == UInt8(ascii: "/") || bytes[index + 1] == UInt8(ascii: "*")
  }

  /// Whether one of the usual spellings of a number that JSON does not have begins at an index.
  func isNonFinite(at index: Int) -> Bool {
    for word: StaticString in ["NaN", "nan", "Infinity", "infinity", "Inf", "inf"] {
      let length = word.utf8CodeUnitCount
      guard index + length <= bytes.count else { continue }
      if (0..<length).allSatisfy({ bytes[index + $0] == word.utf8Start[$0] }) { return true }
    }
    return false
  }
}
