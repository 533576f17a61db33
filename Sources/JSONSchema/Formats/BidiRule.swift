/// The rule for labels of domain names that hold right-to-left characters (RFC 5893 section 2).
///
/// Swift's standard library does not know the class that a code point has for the bidirectional
/// algorithm. It is given by blocks here, for the code points that a label may hold.
enum BidiRule {
  private enum Direction {
    case left, right, arabic, europeanNumber, arabicNumber, mark, separator, neutral
  }

  /// Whether a code point makes its label a right-to-left one.
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch direction(of: scalar) {
    case .right, .arabic, .arabicNumber: true
    default: false
    }
  }

  /// Whether a label satisfies the six conditions.
  static func holds(_ label: [Unicode.Scalar]) -> Bool {
    let directions = label.map(direction)
    guard let first = directions.first, let last = directions.last(where: { $0 != .mark }) else {
      return false
    }
    switch first {
    case .right, .arabic:
      let mixesNumbers = directions.contains(.europeanNumber) && directions.contains(.arabicNumber)
      return !directions.contains(.left) && !mixesNumbers
        && [.right, .arabic, .europeanNumber, .arabicNumber].contains(last)
    case .left:
      return !directions.contains { [.right, .arabic, .arabicNumber].contains($0) }
        && [.left, .europeanNumber].contains(last)
    default: return false
    }
  }

  private static func direction(of scalar: Unicode.Scalar) -> Direction {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    default: break
    }
    switch scalar.value {
    case 0x30...0x39, 0x6F0...0x6F9: return .europeanNumber
    case 0x660...0x669: return .arabicNumber
    case 0x2D: return .separator
    case 0xB7, 0x375, 0x30FB, 0x200C, 0x200D: return .neutral
    case 0x600...0x7BF, 0x860...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF, 0x10D00...0x10D3F,
      0x10F30...0x10F6F, 0x1EC70...0x1ECBF, 0x1ED00...0x1ED4F, 0x1EE00...0x1EEFF:
      return .arabic
    case 0x590...0x5FF, 0x7C0...0x85F, 0xFB1D...0xFB4F, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      return .right
    default: return .left
    }
  }
}
