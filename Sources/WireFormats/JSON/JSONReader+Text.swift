extension JSONReader {
  /// Passes over white space (RFC 8259 section 2).
  @inline(__always)
  mutating func skipWhiteSpace() {
    while position < bytes.count {
      let byte = bytes[position]
      // Everything above the space is ruled out by one comparison.
      guard byte <= 0x20 else { return }
      guard
        byte == 0x20 || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
          || byte == UInt8(ascii: "\t")
      else { return }
      position += 1
    }
  }

  /// Passes over `true`, `false` or `null`, whose first byte is known to be right.
  mutating func readWord(_ word: StaticString) throws(JSONFailure) {
    for index in 1..<word.utf8CodeUnitCount {
      guard position + index < bytes.count else {
        throw JSONFailure(reason: .unexpectedEnd, offset: bytes.count)
      }
      guard bytes[position + index] == word.utf8Start[index] else {
        throw JSONFailure(
          reason: .unexpectedByte(bytes[position + index]), offset: position + index)
      }
    }
    position += word.utf8CodeUnitCount
  }

  /// Reads a number (RFC 8259 section 6); `position` is at its first byte.
  mutating func readNumber() throws(JSONFailure) -> JSONNumber {
    let start = position
    var index = position
    if bytes[index] == UInt8(ascii: "-") {
      index += 1
      if isNonFinite(at: index) { throw JSONFailure(reason: .nonFiniteNumber, offset: index) }
    }
    let firstDigit = index
    index = endOfDigits(from: index)
    try requireDigits(from: firstDigit, to: index)
    if bytes[firstDigit] == UInt8(ascii: "0") && index > firstDigit + 1 {
      throw JSONFailure(reason: .malformedNumber, offset: firstDigit + 1)
    }
    let digits = index - firstDigit
    var isPlain = true
    if index < bytes.count && bytes[index] == UInt8(ascii: ".") {
      isPlain = false
      let fraction = index + 1
      index = endOfDigits(from: fraction)
      try requireDigits(from: fraction, to: index)
    }
    if index < bytes.count && bytes[index] | 0x20 == UInt8(ascii: "e") {
      isPlain = false
      var power = index + 1
      if power < bytes.count
        && (bytes[power] == UInt8(ascii: "+") || bytes[power] == UInt8(ascii: "-"))
      {
        power += 1
      }
      index = endOfDigits(from: power)
      try requireDigits(from: power, to: index)
    }
    if index < bytes.count && continuesNumber(bytes[index]) {
      throw JSONFailure(reason: .malformedNumber, offset: index)
    }
    position = index
    let lexeme = String(
      verifiedUTF8: UnsafeBufferPointer(rebasing: bytes[start..<index]), isASCII: true)
    if isPlain && digits >= 16 && isBeyondExactIntegers(from: firstDigit, count: digits) {
      anomalies.append(JSONAnomaly(kind: .integerBeyondDouble(lexeme), offset: start))
    }
    return JSONNumber(verifiedLexeme: lexeme)
  }

  @inline(__always)
  private func endOfDigits(from start: Int) -> Int {
    var index = start
    while index < bytes.count && bytes[index] &- 0x30 <= 9 { index += 1 }
    return index
  }

  /// Throws where a run of digits is empty.
  @inline(__always)
  private func requireDigits(from start: Int, to end: Int) throws(JSONFailure) {
    if end > start { return }
    throw JSONFailure(
      reason: end < bytes.count ? .malformedNumber : .unexpectedEnd, offset: end)
  }

  /// Whether a byte right after a number reads as part of it, as in `1a`, `0x1F`, `1.2.3`.
  @inline(__always)
  private func continuesNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Whether 16 or more digits without leading zero say more than 2^53 − 1.
  private func isBeyondExactIntegers(from start: Int, count: Int) -> Bool {
    guard count == 16 else { return true }
    let value = bytes[start..<start + count].reduce(UInt64(0)) { $0 * 10 + UInt64($1 & 0x0F) }
    return value > 9_007_199_254_740_991
  }
}

extension JSONReader {
  /// A failure at the present position.
  func failure(_ reason: JSONSyntaxError.Reason) -> JSONFailure {
    JSONFailure(reason: reason, offset: position)
  }

  /// The failure for a byte that cannot stand where it is, however it is best named.
  func unexpectedByte() -> JSONFailure {
    failure(isComment() ? .comment : .unexpectedByte(bytes[position]))
  }

  /// The failure for a byte that begins no value.
  func noValueHere() -> JSONFailure {
    switch bytes[position] {
    case UInt8(ascii: "+"), UInt8(ascii: "."): failure(.malformedNumber)
    case _ where isNonFinite(at: position): failure(.nonFiniteNumber)
    default: unexpectedByte()
    }
  }

  /// Whether a comment as in JavaScript begins at the present position.
  func isComment() -> Bool {
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "/") else { return false }
    return bytes[position + 1] == UInt8(ascii: "/") || bytes[position + 1] == UInt8(ascii: "*")
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
