/// A string that compares by code points.
///
/// `String` compares by canonical equivalence, so that "é" equals "e" with a combining accent. JSON
/// knows no such thing (RFC 8259 section 8.3): member names and strings differ where their code
/// points do.
struct ExactText: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool {
    isSameText(left.text, right.text)
  }

  func hash(into hasher: inout Hasher) {
    let hashed: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if hashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
    hasher.combine(0xFF as UInt8)
  }
}

/// Whether two strings hold the same code points.
func isSameText(_ left: String, _ right: String) -> Bool {
  // Cheap answers first: most texts differ in length, and what differs by `==` differs in code points.
  guard left.utf8.count == right.utf8.count, left == right else { return false }
  let isSame = left.utf8.withContiguousStorageIfAvailable { first in
    right.utf8.withContiguousStorageIfAvailable { first.elementsEqual($0) }
  }
  return (isSame ?? nil) ?? left.utf8.elementsEqual(right.utf8)
}

/// A text of a schema that many others are compared with, code point for code point.
struct KnownText: Sendable {
  let text: String
  private let byteCount: Int
  /// Whether it is of ASCII alone: then `==`, which compares by canonical equivalence, agrees with
  /// code points wherever the lengths do.
  private let isASCII: Bool

  init(_ text: String) {
    self.text = text
    byteCount = text.utf8.count
    isASCII = text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// - Parameter count: how many bytes the other has in UTF-8.
  @inline(__always)
  func isSame(as other: String, byteCount count: Int) -> Bool {
    guard byteCount == count else { return false }
    return isASCII ? text == other : isSameText(text, other)
  }
}
