import WireFormats

/// What one scalar, or one byte that begins none, looks like in a report.
struct ByteGlyph {
  /// How non-ASCII characters are shown.
  enum Style {
    /// Everything takes as many columns as characters: what is not one column wide in every font is
    /// written out.
    case columns
    /// Characters stay as they are unless they would be invisible or reorder the line.
    case text
  }

  /// One or more visible characters.
  let text: String
  /// How many bytes it stands for.
  let length: Int

  /// Looks at the byte at an offset that exists.
  ///
  /// - Parameter limit: where the bytes to look at end; a scalar that goes beyond is shown as bytes.
  init(_ bytes: [UInt8], at offset: Int, limit: Int, style: Style) {
    let byte = bytes[offset]
    if byte < 0x80 {
      length = 1
      switch byte {
      case 0x20...0x7E: text = String(Unicode.Scalar(byte))
      case 0x0A: text = "↵"
      case 0x09: text = "→"
      default: text = Self.spelling(of: UInt32(byte), prefix: "")
      }
      return
    }
    var iterator = bytes[offset..<min(offset + 4, limit)].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      length = 1
      text = Self.spelling(of: UInt32(byte), prefix: "")
      return
    }
    length = UTF8.width(scalar)
    let isShown = style == .columns ? Self.isOneColumn(scalar) : !VisibleText.isSuspect(scalar)
    text = isShown ? String(scalar) : Self.spelling(of: scalar.value, prefix: "U+")
  }

  /// A number that cannot be mistaken for an escape in the text itself: `‹0D›`, `‹U+202E›`. The
  /// control pictures would say more, but many fonts lack them.
  private static func spelling(of number: UInt32, prefix: String) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    let width = prefix.isEmpty ? 2 : 4
    return "‹" + prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits + "›"
  }

  /// All bytes of a range, shown as text. Behind the sign for a LF the line really breaks.
  static func text(of bytes: [UInt8], in range: Range<Int>) -> String {
    var out = ""
    var position = range.lowerBound
    while position < range.upperBound {
      let glyph = ByteGlyph(bytes, at: position, limit: range.upperBound, style: .text)
      out += glyph.text
      if bytes[position] == 0x0A { out += "\n" }
      position += glyph.length
    }
    return out
  }

  /// Latin, Greek and Cyrillic letters and typographic marks: one column in every font.
  private static func isOneColumn(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA1...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x52F, 0x2010...0x2027,
      0x2030...0x205E, 0x20A0...0x20BF:
      true
    default: false
    }
  }
}
