extension JSONReader {
  /// Reads a string (RFC 8259 section 7); `position` is at its opening quote and moves behind the
  /// closing one.
  @inline(__always)
  mutating func readString() throws(JSONFailure) -> String {
    let start = position + 1
    let end = endOfPlainASCII(from: start)
    if end < bytes.count && bytes[end] == UInt8(ascii: "\"") {
      position = end + 1
      return String(
        verifiedUTF8: UnsafeBufferPointer(rebasing: bytes[start..<end]), isASCII: true)
    }
    return try readUnusualString(from: start, firstUnusual: end)
  }

  /// The index of the first byte at or after `start` that is a quote, a backslash, a control
  /// character or not ASCII, or the count.
  @inline(__always)
  private func endOfPlainASCII(from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let marks = (JSONReader.marks(in: word) | word) & 0x8080_8080_8080_8080
      if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < bytes.count && bytes[index] < 0x80 && !JSONReader.isMark(bytes[index]) {
      index += 1
    }
    return index
  }

  /// As ``endOfPlainASCII(from:)``, but bytes that are not ASCII are passed over.
  private func endOfPlain(from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let marks = JSONReader.marks(in: word) & 0x8080_8080_8080_8080
      if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < bytes.count && !JSONReader.isMark(bytes[index]) { index += 1 }
    return index
  }

  /// Sets the top bit of the lowest of eight bytes that is a quote, a backslash or a control
  /// character; bits above that one mean nothing, nor do the lower bits of each byte.
  @inline(__always)
  private static func marks(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    return ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      | ((word &- (ones &* 0x20)) & ~word)
  }

  @inline(__always)
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20
  }

  /// Reads a string that has escapes or is not ASCII, or finds what is wrong with it.
  private mutating func readUnusualString(
    from start: Int, firstUnusual: Int
  ) throws(JSONFailure) -> String {
    unescaped.removeAll(keepingCapacity: true)
    var hasEscapes = false
    var segment = start
    var index = endOfPlain(from: firstUnusual)
    while true {
      let piece = UnsafeBufferPointer(rebasing: bytes[segment..<index])
      if let run = UTF8Form.firstMalformedRun(in: piece) {
        // A sequence that the end of the text cuts short is no worse than any other value cut short.
        let isCut =
          index == bytes.count && run.lowerBound == piece.count - UTF8Form.incompleteTail(of: piece)
        throw isCut
          ? JSONFailure(reason: .unexpectedEnd, offset: bytes.count)
          : JSONFailure(reason: .malformedUTF8, offset: segment + run.lowerBound)
      }
      guard index < bytes.count else {
        throw JSONFailure(reason: .unexpectedEnd, offset: bytes.count)
      }
      let mark = bytes[index]
      if mark == UInt8(ascii: "\"") {
        position = index + 1
        if !hasEscapes { return String(verifiedUTF8: piece, isASCII: false) }
        unescaped.append(contentsOf: piece)
        return unescaped.withUnsafeBufferPointer { String(verifiedUTF8: $0, isASCII: false) }
      }
      guard mark == UInt8(ascii: "\\") else {
        throw JSONFailure(reason: .unescapedControl(mark), offset: index)
      }
      hasEscapes = true
      stringHadEscapes = true
      unescaped.append(contentsOf: piece)
      index = try readEscape(at: index)
      segment = index
      index = endOfPlain(from: index)
    }
  }

  /// Resolves the escape whose backslash is at an index; returns the index behind it.
  private mutating func readEscape(at backslash: Int) throws(JSONFailure) -> Int {
    guard backslash + 1 < bytes.count else {
      throw JSONFailure(reason: .unexpectedEnd, offset: bytes.count)
    }
    switch bytes[backslash + 1] {
    case UInt8(ascii: "\""): unescaped.append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): unescaped.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "/"): unescaped.append(UInt8(ascii: "/"))
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"): return try readCodeUnits(at: backslash)
    default: throw JSONFailure(reason: .malformedEscape, offset: backslash + 1)
    }
    return backslash + 2
  }

  /// Resolves a `\u` escape, or a pair of them that make one character beyond U+FFFF.
  private mutating func readCodeUnits(at backslash: Int) throws(JSONFailure) -> Int {
    let unit = try hexadecimal(at: backslash + 2)
    var end = backslash + 6
    if unit & 0xFC00 == 0xD800, end + 1 < bytes.count, bytes[end] == UInt8(ascii: "\\"),
      bytes[end + 1] == UInt8(ascii: "u")
    {
      let second = try hexadecimal(at: end + 2)
      if second & 0xFC00 == 0xDC00 {
        end += 6
        appendScalar(0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF)
        return end
      }
    }
    if unit & 0xF800 == 0xD800 {
      anomalies.append(JSONAnomaly(kind: .loneSurrogate, offset: backslash))
      appendScalar(0xFFFD)
    } else {
      appendScalar(unit)
    }
    return end
  }

  /// Reads four hexadecimal digits.
  private func hexadecimal(at start: Int) throws(JSONFailure) -> UInt32 {
    var value: UInt32 = 0
    for index in start..<start + 4 {
      guard index < bytes.count else {
        throw JSONFailure(reason: .unexpectedEnd, offset: bytes.count)
      }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 0x37)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 0x57)
      default: throw JSONFailure(reason: .malformedEscape, offset: index)
      }
    }
    return value
  }

  /// Appends the UTF-8 form of a scalar value that is no surrogate.
  private mutating func appendScalar(_ value: UInt32) {
    func continuation(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (value >> shift) & 0x3F) }
    switch value {
    case ..<0x80: unescaped.append(UInt8(value))
    case ..<0x800:
      unescaped.append(UInt8(0xC0 | value >> 6))
      unescaped.append(continuation(0))
    case ..<0x10000:
      unescaped.append(UInt8(0xE0 | value >> 12))
      unescaped.append(continuation(6))
      unescaped.append(continuation(0))
    default:
      unescaped.append(UInt8(0xF0 | value >> 18))
      unescaped.append(continuation(12))
      unescaped.append(continuation(6))
      unescaped.append(continuation(0))
    }
  }
}
