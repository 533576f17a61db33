import WireFormats

/// One secret value, to be found in bytes whatever way it is written: raw, percent-encoded
/// (RFC 3986), JSON-escaped, in any mixture of these, or inside a base64 text at any alignment.
struct SecretPattern: Sendable {
  /// What to look for; each byte also in its escaped forms.
  private let needles: [[UInt8]]
  /// The bytes with which a needle can begin.
  private let beginnings: [Bool]

  init(_ secret: String) {
    let bytes = Array(secret.utf8)
    var needles = [bytes] + Self.base64Needles(bytes)
    if !bytes.allSatisfy({ $0 < 0x80 }) { needles += Self.escapedNeedles(secret) }
    self.needles = needles
    var beginnings = [Bool](repeating: false, count: 256)
    for needle in needles { if let first = needle.first { beginnings[Int(first)] = true } }
    beginnings[Int(UInt8(ascii: "%"))] = true
    beginnings[Int(UInt8(ascii: "\\"))] = true
    self.beginnings = beginnings
  }

  /// The end of the secret that begins at an index, `nil` where none does.
  func end(ofMatchAt start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard beginnings[Int(bytes[start])] else { return nil }
    var longest: Int?
    for needle in needles {
      if let end = Self.match(needle[...], at: start, in: bytes) {
        longest = max(longest ?? end, end)
      }
    }
    return longest
  }

  // MARK: Matching

  private static func match(
    _ needle: ArraySlice<UInt8>, at start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var needle = needle
    var index = start
    while let wanted = needle.first {
      guard index < bytes.count else { return nil }
      needle = needle.dropFirst()
      let escaped = escape(of: wanted, at: index, in: bytes)
      if bytes[index] == wanted {
        // A `%` or `\` may stand for itself or begin its own escape.
        if let escaped, let end = match(needle, at: escaped, in: bytes) { return end }
        index += 1
      } else if let escaped {
        index = escaped
      } else {
        return nil
      }
    }
    return index
  }

  /// The end of the escape at an index that stands for a byte, `nil` where there is none.
  private static func escape(
    of wanted: UInt8, at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "%"):
      return hexadecimal(bytes, index + 1, count: 2) == UInt32(wanted) ? index + 3 : nil
    case UInt8(ascii: "\\"):
      guard index + 1 < bytes.count else { return nil }
      let next = bytes[index + 1]
      switch next {
      case UInt8(ascii: "u"):
        let isThis = wanted < 0x80 && hexadecimal(bytes, index + 2, count: 4) == UInt32(wanted)
        return isThis ? index + 6 : nil
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
        return next == wanted ? index + 2 : nil
      case UInt8(ascii: "t"): return wanted == 0x09 ? index + 2 : nil
      case UInt8(ascii: "n"): return wanted == 0x0A ? index + 2 : nil
      case UInt8(ascii: "r"): return wanted == 0x0D ? index + 2 : nil
      default: return nil
      }
    default: return nil
    }
  }

  private static func hexadecimal(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, count: Int
  ) -> UInt32? {
    guard start + count <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + count] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }

  // MARK: Needles

  /// The characters of a base64 text that depend on the secret alone, for each place at which it
  /// can stand within a group of three bytes, in both alphabets.
  private static func base64Needles(_ secret: [UInt8]) -> [[UInt8]] {
    var needles: [[UInt8]] = []
    for before in 0..<3 {
      let encoded = Array(Base64.encode(Array(repeating: 0, count: before) + secret).utf8)
      // The first character that no byte before the secret has a part in, and the last whole one.
      let first = (before * 8 + 5) / 6
      let end = (before + secret.count) * 8 / 6
      guard end - first >= 8 else { continue }
      let needle = Array(encoded[first..<end])
      needles.append(needle)
      let urlSafe = needle.map { byte -> UInt8 in
        switch byte {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: byte
        }
      }
      if urlSafe != needle { needles.append(urlSafe) }
    }
    return needles
  }

  /// What is not ASCII written as `\u` escapes, with small and with capital digits.
  private static func escapedNeedles(_ secret: String) -> [[UInt8]] {
    [false, true].map { uppercase in
      var out: [UInt8] = []
      for scalar in secret.unicodeScalars {
        guard !scalar.isASCII else {
          out.append(UInt8(truncatingIfNeeded: scalar.value))
          continue
        }
        for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
          let digits = String(unit, radix: 16, uppercase: uppercase)
          out += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        }
      }
      return out
    }
  }
}
