import WireFormats

/// A number to compare with exactly, fast where both are plain integers.
struct NumericBound: Sendable {
  let number: JSONNumber
  private let integer: Int?

  init(_ number: JSONNumber) {
    self.number = number
    integer = number.int
  }

  /// Whether the bound is less than a number.
  func isBelow(_ other: JSONNumber) -> Bool {
    if let integer, let value = other.plainInteger { return integer < value }
    return number < other
  }

  /// Whether the bound is greater than a number.
  func isAbove(_ other: JSONNumber) -> Bool {
    if let integer, let value = other.plainInteger { return integer > value }
    return number > other
  }
}

extension JSONNumber {
  /// The value where it is written as an integer of at most 18 digits.
  var plainInteger: Int? {
    let bytes = lexeme.utf8
    guard bytes.count <= 18 else { return nil }
    var value = 0
    var isNegative = false
    for byte in bytes {
      switch byte {
      case 0x30...0x39: value = value &* 10 &+ Int(byte &- 0x30)
      case UInt8(ascii: "-"): isNegative = true
      default: return nil
      }
    }
    return isNegative ? -value : value
  }
}
