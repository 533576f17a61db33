import WireFormats

/// One secret value, to be found in bytes whatever way it is written: raw, percent-encoded
/// (RFC 3986), JSON-escaped, with HTML's character references, in any mixture of these, in
/// hexadecimal, or inside a base64 text at any alignment.
struct SecretPattern: Sendable {
  /// What to look for; each byte also in its escaped forms.
  private let needles: [[UInt8]]
  /// The bytes with which a needle can begin.
  private let beginnings: [Bool]
  /// The secret itself.
  private let bytes: [UInt8]

  /// A part of the secret as long as this gives it away: less may stand in a text by chance.
  private static let telling = 12

  init(_ secret: String) {
    let bytes = Array(secret.utf8)
    self.bytes = bytes
    var needles = [bytes] + Self.base64Needles(bytes) + Self.hexadecimalNeedles(bytes)
    if !bytes.allSatisfy({ $0 < 0x80 }) { needles += Self.escapedNeedles(secret) }
    self.needles = needles
    var beginnings = [Bool](repeating: false, count: 256)
    for needle in needles { if let first = needle.first { beginnings[Int(first)] = true } }
    beginnings[Int(UInt8(ascii: "%"))] = true
    beginnings[Int(UInt8(ascii: "\\"))] = true
    beginnings[Int(UInt8(ascii: "&"))] = true
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

  /// The end of a part of the secret, from anywhere in it, that begins at an index; `nil` where none
  /// of a telling length does. Excerpts in messages cut secrets anywhere.
  func end(ofFragmentAt start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var longest = 0
    for offset in self.bytes.indices where self.bytes[offset] == bytes[start] {
      var length = 0
      while offset + length < self.bytes.count, start + length < bytes.count,
        self.bytes[offset + length] == bytes[start + length]
      {
        length += 1
      }
      longest = max(longest, length)
    }
    return longest >= Self.telling ? start + longest : nil
  }

  /// How many of the secret's first bytes stand at the very end of some bytes; all of them count as
  /// none, for that is no part.
  func lengthOfBeginning(atEndOf bytes: [UInt8]) -> Int {
    var length = min(bytes.count, self.bytes.count - 1)
    while length > 0, !bytes.suffix(length).elementsEqual(self.bytes.prefix(length)) {
      length -= 1
    }
    return length
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
      // JSON within a string of JSON escapes the escapes.
      let after = index + bytes[index...].prefix(16).prefix { $0 == UInt8(ascii: "\\") }.count
      if wanted == UInt8(ascii: "\\"), after > index + 1 { return after }
      guard after < bytes.count else { return nil }
      switch bytes[after] {
      case UInt8(ascii: "u"):
        let isThis = wanted < 0x80 && hexadecimal(bytes, after + 1, count: 4) == UInt32(wanted)
        return isThis ? after + 5 : nil
      case UInt8(ascii: "\""): return wanted == UInt8(ascii: "\"") ? after + 1 : nil
      case UInt8(ascii: "/"): return wanted == UInt8(ascii: "/") ? after + 1 : nil
      case UInt8(ascii: "t"): return wanted == 0x09 ? after + 1 : nil
      case UInt8(ascii: "n"): return wanted == 0x0A ? after + 1 : nil
      case UInt8(ascii: "r"): return wanted == 0x0D ? after + 1 : nil
      default: return nil
      }
    case UInt8(ascii: "&"): return reference(to: wanted, at: index, in: bytes)
    default: return nil
    }
  }

  /// The end of the character reference of HTML that stands for a byte: `&amp;`, `&#38;`, `&#x26;`.
  private static func reference(
    to wanted: UInt8, at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let word = bytes[(index + 1)...].prefix(8).prefix { $0 != UInt8(ascii: ";") }
    let end = index + 1 + word.count
    guard end < bytes.count, bytes[end] == UInt8(ascii: ";") else { return nil }
    let name = String(decoding: word, as: UTF8.self).lowercased()
    let value =
      if name.hasPrefix("#x") {
        UInt8(name.dropFirst(2), radix: 16)
      } else if name.hasPrefix("#") {
        UInt8(name.dropFirst())
      } else {
        namedReferences[name]
      }
    return value == wanted ? end + 1 : nil
  }

  private static let namedReferences: [String: UInt8] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "sol": 0x2F, "plus": 0x2B,
    "equals": 0x3D,
  ]

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

  /// The secret as a row of hexadecimal digits, small and capital.
  private static func hexadecimalNeedles(_ secret: [UInt8]) -> [[UInt8]] {
    ["0123456789abcdef", "0123456789ABCDEF"].map { alphabet in
      let digits = Array(alphabet.utf8)
      return secret.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }
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
