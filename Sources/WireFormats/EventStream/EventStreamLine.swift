/// The beginning of a line whose end has not come yet.
///
/// It keeps one byte more than the limit, so that whoever takes the line sees that it is too long.
struct EventStreamLine: Sendable {
  private let limit: Int
  private(set) var bytes: [UInt8] = []
  /// The offset in the body of its first byte.
  private(set) var offset = 0
  /// Whether a line has begun, if only with its CR.
  private(set) var isOpen = false

  init(limit: Int) { self.limit = limit }

  /// Adds bytes that stand at an offset in the body.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>, at offset: Int) {
    if !isOpen {
      isOpen = true
      self.offset = offset
    }
    let room = limit + 1 - bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece.prefix(room)))
  }

  /// Forgets the line.
  mutating func clear() {
    isOpen = false
    bytes.removeAll(keepingCapacity: bytes.count <= 1 << 16)
  }
}

/// Where a line ends, and whether it is ASCII as far as was seen.
struct LineScan {
  /// The index of the CR or LF, or the count of bytes.
  let end: Int
  /// Whether all bytes before the end are known to be below 0x80.
  let isASCII: Bool

  /// Looks for the end of the line that begins at an index.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = bytes.count
    let highBits: UInt64 = 0x8080_8080_8080_8080
    var index = start
    var seen: UInt64 = 0
    while index + 8 <= count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // One subtraction finds the lowest byte below 0x10; hardly any but CR and LF are.
      var low = (word &- 0x1010_1010_1010_1010) & ~word & highBits
      while low != 0 {
        let place = low.trailingZeroBitCount >> 3
        let byte = bytes[index + place]
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
          // Of this word only the bytes before the end count.
          seen |= word & ((1 << UInt64(place * 8)) &- 1)
          index += place
          end = index
          isASCII = seen & highBits == 0
          return
        }
        // Above the lowest mark others may be false: each is looked at.
        low &= low &- 1
      }
      seen |= word
      index += 8
    }
    var high = seen & highBits != 0
    while index < count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      if byte >= 0x80 { high = true }
      index += 1
    }
    end = index
    isASCII = !high
  }
}
