/// Whether bytes are well-formed UTF-8 (The Unicode Standard, section 3.9, table 3-7).
enum UTF8Form {
  /// The first run of malformed bytes at or after `start`, or `nil` where there is none.
  ///
  /// A run is one maximal subpart of an ill-formed sequence, or several that touch.
  static func firstMalformedRun(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Range<Int>? {
    var index = start
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index = endOfASCII(in: bytes, from: index)
        continue
      }
      let length = sequenceLength(in: bytes, at: index)
      if length > 0 {
        index += length
        continue
      }
      let first = index
      repeat {
        index -= sequenceLength(in: bytes, at: index)
      } while index < bytes.count && sequenceLength(in: bytes, at: index) < 0
      return first..<index
    }
    return nil
  }

  /// The index of the first byte at or after `start` that is not ASCII, or the count.
  static func endOfASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let high = word & 0x8080_8080_8080_8080
      if high != 0 { return index + high.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < bytes.count && bytes[index] < 0x80 { index += 1 }
    return index
  }

  /// Whether two runs of the same length hold the same bytes.
  static func areEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    assert(left.count == right.count)
    var index = 0
    let first = UnsafeRawBufferPointer(left)
    let second = UnsafeRawBufferPointer(right)
    while index + 8 <= left.count {
      let difference =
        first.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        ^ second.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if difference != 0 { return false }
      index += 8
    }
    while index < left.count {
      if left[index] != right[index] { return false }
      index += 1
    }
    return true
  }

  /// How many bytes at the end begin a well-formed sequence that the bytes do not finish: 0 to 3.
  static func incompleteTail(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for length in 1...3 where length <= bytes.count {
      let lead = bytes[bytes.count - length]
      if lead & 0xC0 == 0x80 { continue }
      guard (0xC2...0xF4).contains(lead) else { return 0 }
      return sequenceLength(in: bytes, at: bytes.count - length) == -length ? length : 0
    }
    return 0
  }

  /// The length of the sequence at an index where it is well-formed, else minus the length of the
  /// maximal subpart of the ill-formed one.
  @inline(__always)
  static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    if lead < 0x80 { return 1 }
    // The second byte carries what makes overlong forms, surrogates and values beyond U+10FFFF.
    let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, index + 1 < bytes.count, bytes[index + 1] >= lowest,
      bytes[index + 1] <= highest
    else { return -1 }
    if length == 2 { return 2 }
    guard index + 2 < bytes.count, bytes[index + 2] & 0xC0 == 0x80 else { return -2 }
    if length == 3 { return 3 }
    guard index + 3 < bytes.count, bytes[index + 3] & 0xC0 == 0x80 else { return -3 }
    return 4
  }
}
