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
  left.utf8.count == right.utf8.count && left == right && left.utf8.elementsEqual(right.utf8)
}
