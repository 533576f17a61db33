extension JSONReader {
  /// Reads a string (RFC 8259 section 7); the index is at its opening quote and moves behind the
  /// closing one.
  @inline(__always)
  mutating func readString(_ index: inout Int) throws(JSONFailure) -> String {
    let start = index + 1
    let end = endOfPlainASCII(from: start)
    guard end < bytes.count && bytes[end] == UInt8(ascii: "\"") else {
      return try readUnusualString(from: start, firstUnusual: end, &index)
    }
    index = end + 1
    // Shorter texts are made without an allocation anyway.
    if end - start > 15 && end - start <= JSONVocabulary.longestCount {
      let key = JSONVocabulary.key(in: rawBytes, from: start, count: end - start)
      if let known = vocabulary.text(of: key, hash: key.hash, in: rawBytes, from: start) {
        return known
      }
    }
    return String(verifiedUTF8: UnsafeBufferPointer(rebasing: bytes[start..<end]), isASCII: true)
  }

  /// Reads a string that is a member's name, and notes whether it may be a duplicate.
  @inline(__always)
  mutating func readNameText(_ index: inout Int) throws(JSONFailure) -> String {
    let start = index + 1
    let end = endOfShortPlainASCII(from: start)
    guard
      end < bytes.count && bytes[end] == UInt8(ascii: "\"") && end > start
        && start + 8 <= bytes.count
    else {
      // Such a name is rare enough to be compared exactly.
      frames.last.mayHoldDuplicates = true
      return try readUnusualString(from: start, firstUnusual: end, &index)
    }
    index = end + 1
    let key = JSONVocabulary.key(in: rawBytes, from: start, count: end - start)
    let hash = key.hash
    let bit: UInt64 = 1 << ((hash >> 40) & 63)
    if frames.last.nameBits & bit != 0 { frames.last.mayHoldDuplicates = true }
    frames.last.nameBits |= bit
    if let known = vocabulary.text(of: key, hash: hash, in: rawBytes, from: start) { return known }
    return String(verifiedUTF8: UnsafeBufferPointer(rebasing: bytes[start..<end]), isASCII: true)
  }

  /// As ``endOfPlainASCII(from:)``, for texts that mostly have fewer than sixteen bytes.
  @inline(__always)
  private func endOfShortPlainASCII(from start: Int) -> Int {
    guard start + 16 <= bytes.count else { return endOfPlainASCII(from: start) }
    let first = UInt64(littleEndian: rawBytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    let firstMarks = (JSONReader.marks(in: first) | first) & 0x8080_8080_8080_8080
    if firstMarks != 0 { return start + firstMarks.trailingZeroBitCount >> 3 }
    let next = UInt64(
      littleEndian: rawBytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
    let nextMarks = (JSONReader.marks(in: next) | next) & 0x8080_8080_8080_8080
    if nextMarks != 0 { return start + 8 + nextMarks.trailingZeroBitCount >> 3 }
    return endOfPlainASCII(from: start + 16)
  }

  @inline(__always)
  private var rawBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(bytes) }

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
  @inline(__always)
  private mutating func readUnusualString(
    from start: Int, firstUnusual: Int, _ index: inout Int
  ) throws(JSONFailure) -> String {
    let (text, end) = try unusualString(from: start, firstUnusual: firstUnusual)
    index = end
    return text
  }

  /// The text of such a string, and the index behind its closing quote.
  @inline(never)
  private mutating func unusualString(
    from start: Int, firstUnusual: Int
  ) throws(JSONFailure) -> (text: String, end: Int) {
    unescaped.removeAll(keepingCapacity: true)
    var segment = start
    var index = endOfPlain(from: firstUnusual)
    while true {
      let piece = UnsafeBufferPointer(rebasing: bytes[segment..<index])
      try requireUTF8(piece, at: segment)
      guard index < bytes.count else { throw unexpectedEnd }
      let mark = bytes[index]
      if mark == UInt8(ascii: "\"") {
        if segment == start {
          return (String(verifiedUTF8: piece, isASCII: false), index + 1)
        }
        unescaped.append(contentsOf: piece)
        let text = unescaped.withUnsafeBufferPointer { String(verifiedUTF8: $0, isASCII: false) }
        return (text, index + 1)
      }
      guard mark == UInt8(ascii: "\\") else {
        throw JSONFailure(reason: .unescapedControl(mark), offset: index)
      }
      unescaped.append(contentsOf: piece)
      index = try readEscape(at: index)
      segment = index
      index = endOfPlain(from: index)
    }
  }

  /// Throws where a piece of the text, which begins at an index, is not UTF-8.
  private func requireUTF8(
    _ piece: UnsafeBufferPointer<UInt8>, at start: Int
  ) throws(JSONFailure) {
    guard let run = UTF8Form.firstMalformedRun(in: piece) else { return }
    // A sequence that the end of the text cuts short is no worse than any other value cut short.
    if start + piece.count == bytes.count
      && run.lowerBound == piece.count - UTF8Form.incompleteTail(of: piece)
    {
      throw unexpectedEnd
    }
    throw JSONFailure(reason: .malformedUTF8, offset: start + run.lowerBound)
  }

  /// Resolves the escape whose backslash is at an index; returns the index behind it.
  private mutating func readEscape(at backslash: Int) throws(JSONFailure) -> Int {
    guard backslash + 1 < bytes.count else {
      throw unexpectedEnd
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
        throw unexpectedEnd
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
