extension JSONReader {
  /// The numbers of one digit, which are the most frequent.
  private static let digits = (0...9).map { JSONNumber($0) }

  /// Reads a number (RFC 8259 section 6), whose first byte is a digit or a minus.
  @inline(__always)
  mutating func readNumber(_ index: inout Int) throws(JSONFailure) -> JSONNumber {
    let end = try endOfNumber(from: index)
    defer { index = end }
    return number(from: index, to: end)
  }

  /// Finds the end of a number, and reports an integer that is beyond the exact ones.
  private mutating func endOfNumber(from start: Int) throws(JSONFailure) -> Int {
    var index = start
    if bytes[index] == UInt8(ascii: "-") {
      index += 1
      if index < bytes.count && bytes[index] > UInt8(ascii: "9") && isNonFinite(at: index) {
        throw JSONFailure(reason: .nonFiniteNumber, offset: index)
      }
    }
    let firstDigit = index
    index = endOfDigits(from: index)
    try requireDigits(from: firstDigit, to: index)
    if bytes[firstDigit] == UInt8(ascii: "0") && index > firstDigit + 1 {
      throw JSONFailure(reason: .malformedNumber, offset: firstDigit + 1)
    }
    let wholeEnd = index
    if index < bytes.count && bytes[index] == UInt8(ascii: ".") {
      let fraction = index + 1
      index = endOfDigits(from: fraction)
      try requireDigits(from: fraction, to: index)
    }
    if index < bytes.count && bytes[index] | 0x20 == UInt8(ascii: "e") {
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
    if index == wholeEnd && index - firstDigit >= 16 {
      reportIfBeyondExactIntegers(from: start, firstDigit: firstDigit, to: index)
    }
    return index
  }

  @inline(__always)
  private func number(from start: Int, to end: Int) -> JSONNumber {
    if end - start == 1 { return JSONReader.digits[Int(bytes[start] & 0x0F)] }
    return JSONNumber(
      verifiedLexeme: String(
        verifiedUTF8: UnsafeBufferPointer(rebasing: bytes[start..<end]), isASCII: true))
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
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0...0x20: false
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Reports 16 or more digits without leading zero that say more than 2^53 − 1.
  private mutating func reportIfBeyondExactIntegers(
    from start: Int, firstDigit: Int, to end: Int
  ) {
    if end - firstDigit == 16 {
      let value = bytes[firstDigit..<end].reduce(UInt64(0)) { $0 * 10 + UInt64($1 & 0x0F) }
      if value <= 9_007_199_254_740_991 { return }
    }
    let lexeme = String(decoding: bytes[start..<end], as: UTF8.self)
    anomalies.append(JSONAnomaly(kind: .integerBeyondDouble(lexeme), offset: start))
  }
}
