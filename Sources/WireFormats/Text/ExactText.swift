/// A text that is equal only to the same sequence of code points, as JSON has it (RFC 8259 section
/// 8.3); `String` itself takes canonically equivalent texts for equal.
struct ExactText: Hashable, Comparable {
  let text: String

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  /// Ordered by UTF-8 bytes, which is the order of code points.
  static func < (left: ExactText, right: ExactText) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}

extension String {
  /// Whether both texts are the same sequence of code points (RFC 8259 section 8.3). Canonically
  /// equivalent texts that are spelled differently are not.
  func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    var left = self
    var right = other
    return left.withUTF8 { first in right.withUTF8 { UTF8Form.areEqual(first, $0) } }
  }

  /// Feeds the code points, and where they end, to a hasher.
  func hashBytes(into hasher: inout Hasher) {
    var text = self
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(UInt8.max)
  }
}
