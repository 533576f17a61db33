/// Which code points an internationalised label may hold (RFC 5892).
///
/// The property is derived from what Swift's standard library knows of a code point. Scripts and
/// joining types, which it does not know, are given by ranges: the joining types for the Arabic block
/// only.
enum IDNAProperty {
  /// Whether the code point at a place of a label may stand there, by itself (section 3) or by what
  /// is around it (appendix A).
  static func isAllowed(at place: Int, in label: [Unicode.Scalar]) -> Bool {
    let scalar = label[place]
    switch scalar.value {
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
    case 0x200C, 0x200D, 0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, 0x660...0x669, 0x6F0...0x6F9:
      return isAllowedByContext(at: place, in: label)
    default: return isProtocolValid(scalar)
    }
  }

  /// Section 3, from the rule on letters, digits and the hyphen downwards.
  private static func isProtocolValid(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x30...0x39, 0x61...0x7A: return true
    // Blocks that are ignored as a whole, and the jamo of old Hangul.
    case 0x20D0...0x20FF, 0x1D100...0x1D24F: return false
    case 0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB: return false
    default: break
    }
    let properties = scalar.properties
    if properties.changesWhenNFKCCaseFolded || properties.isDefaultIgnorableCodePoint
      || properties.isWhitespace || properties.isNoncharacterCodePoint
    {
      return false
    }
    switch properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .otherLetter, .decimalNumber, .modifierLetter,
      .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }

  /// Appendix A.
  private static func isAllowedByContext(at place: Int, in label: [Unicode.Scalar]) -> Bool {
    let before = place > 0 ? label[place - 1] : nil
    let after = place + 1 < label.count ? label[place + 1] : nil
    let followsVirama = before?.properties.canonicalCombiningClass == .virama
    switch label[place].value {
    case 0x200C: return followsVirama || joins(at: place, in: label)
    case 0x200D: return followsVirama
    case 0xB7: return before == "l" && after == "l"
    case 0x375: return after.map { ScalarScript.greek.contains($0.value) } ?? false
    case 0x5F3, 0x5F4: return before.map { ScalarScript.hebrew.contains($0.value) } ?? false
    case 0x30FB: return label.contains { ScalarScript.isJapanese($0) }
    case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0.value) }
    case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0.value) }
    default: return false
    }
  }

  /// Appendix A.1: a letter that joins on its left before, and one that joins on its right after,
  /// whatever transparent marks stand between.
  private static func joins(at place: Int, in label: [Unicode.Scalar]) -> Bool {
    let before = label[..<place].last { !isTransparent($0) }
    let after = label[(place + 1)...].first { !isTransparent($0) }
    guard let before, let after else { return false }
    return joinsBothSides(before) && (joinsBothSides(after) || joinsRight(after))
  }

  private static func isTransparent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func joinsRight(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x622...0x625, 0x627, 0x629, 0x62F...0x632, 0x648, 0x671...0x673, 0x675...0x677,
      0x688...0x699, 0x6C0, 0x6C3...0x6CB, 0x6CD, 0x6CF, 0x6D2, 0x6D3, 0x6D5, 0x6EE, 0x6EF:
      true
    default: false
    }
  }

  private static func joinsBothSides(_ scalar: Unicode.Scalar) -> Bool {
    guard (0x620...0x6FF).contains(scalar.value), scalar.value != 0x621, scalar.value != 0x674,
      scalar.properties.generalCategory == .otherLetter
    else { return false }
    return !joinsRight(scalar)
  }
}

/// Scripts that the rules of RFC 5892 speak of, as ranges of code points.
enum ScalarScript {
  static let greek = ScalarSet([
    0x370...0x373, 0x375...0x377, 0x37A...0x37D, 0x37F...0x37F, 0x384...0x384, 0x386...0x386,
    0x388...0x3E1, 0x3F0...0x3FF, 0x1D26...0x1D2A, 0x1F00...0x1FFE, 0x2126...0x2126,
  ])
  static let hebrew = ScalarSet([0x591...0x5F4, 0xFB1D...0xFB4F])

  /// Hiragana, Katakana or Han.
  static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF,
      0xFF66...0xFF6F, 0xFF71...0xFF9D, 0x1B000...0x1B16F, 0x3005, 0x3007:
      true
    default: scalar.properties.isIdeographic
    }
  }
}
