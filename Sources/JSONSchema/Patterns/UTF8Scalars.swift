/// Decoding of the UTF-8 of a `String`, which is always well-formed.
enum UTF8Scalars {
  /// The scalar that begins at a byte, and where the next one does.
  @inline(__always)
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (UInt32, Int) {
    let lead = UInt32(bytes[position])
    if lead < 0x80 { return (lead, position + 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = lead & (0xFF >> UInt32(length + 1))
    for offset in 1..<length {
      guard position + offset < bytes.count else { return (0xFFFD, bytes.count) }
      value = value << 6 | UInt32(bytes[position + offset] & 0x3F)
    }
    return (value, position + length)
  }

  /// The scalar that begins at a byte, and where the next one does; `nil` at the end.
  static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (UInt32, Int)? {
    position < bytes.count ? decode(bytes, at: position) : nil
  }

  /// The scalar that ends before a byte, and where it begins; `nil` at the start.
  static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, before position: Int
  ) -> (UInt32, Int)? {
    guard position > 0 else { return nil }
    var start = position - 1
    while start > 0 && bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return (decode(bytes, at: start).0, start)
  }

  /// Whether a word begins or ends at a byte (ECMA-262 section 22.2.2.4, IsWordChar).
  static func isWordBoundary(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    let before = scalar(bytes, before: position).map { ScalarSet.wordCharacters.contains($0.0) }
    let after = scalar(bytes, at: position).map { ScalarSet.wordCharacters.contains($0.0) }
    return (before ?? false) != (after ?? false)
  }
}
