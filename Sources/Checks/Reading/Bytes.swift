#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first occurrence of other bytes, `nil` where there is none or nothing to look
  /// for.
  func offset(of needle: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = baseAddress, let pattern = needle.baseAddress, !needle.isEmpty else {
      return nil
    }
    var offset = 0
    while offset + needle.count <= count,
      let hit = memchr(start + offset, Int32(pattern[0]), count - needle.count - offset + 1)
    {
      offset = UnsafeRawPointer(start).distance(to: hit)
      if memcmp(hit, pattern, needle.count) == 0 { return offset }
      offset += 1
    }
    return nil
  }
}

extension Collection<UInt8> {
  /// The offset of the first occurrence of other bytes, `nil` where there is none or nothing to look
  /// for.
  func offset(of needle: some Collection<UInt8>) -> Int? {
    withBytes { bytes in needle.withBytes { bytes.offset(of: $0) } }
  }

  private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = withContiguousStorageIfAvailable(body) { return result }
    return Array(self).withUnsafeBufferPointer(body)
  }
}

/// Search in text by bytes: grapheme clusters would hide a match, as CR LF is one character.
extension String {
  /// The UTF-8 offset of the first occurrence, `nil` where there is none or nothing to look for.
  func offset(of needle: String) -> Int? { utf8.offset(of: needle.utf8) }

  /// Whether the bytes of another text occur in this one.
  func holds(_ needle: String) -> Bool { offset(of: needle) != nil }

  /// Whether both have the same bytes; `==` takes canonically equivalent texts for equal.
  func isSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  /// Whether it begins with the bytes of another text.
  func begins(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

  /// Whether it ends with the bytes of another text.
  func ends(with suffix: String) -> Bool {
    utf8.count >= suffix.utf8.count && utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// Without white space at both ends.
  var trimmed: String {
    let blank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let bytes = utf8.drop(while: blank)
    guard let last = bytes.lastIndex(where: { !blank($0) }) else { return "" }
    return String(self[bytes.startIndex...last])
  }

  /// In quotation marks, as messages show it: control characters escaped, the middle left out.
  var quoted: String { "\"" + Excerpt.cut(escaped) + "\"" }

  private var escaped: String {
    var out = ""
    for scalar in unicodeScalars.prefix(400) {
      switch scalar {
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}": out += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
