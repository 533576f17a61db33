/// Text from anywhere, made safe to look at: what would be invisible, reorder a line or steer a
/// terminal is written out as `\u001B`, `\u202E` or `\u{E0041}`.
package enum VisibleText {
  /// Writes out every unsafe scalar.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - keepsLineBreaks: whether LF and tab stay what they are; otherwise they are written `\n` and
  ///     `\t`, so that the result is one line.
  package static func visible(_ text: String, keepsLineBreaks: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: { isSuspect($0) }) else { return text }
    var out = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if !isSuspect(scalar) || (keepsLineBreaks && (scalar == "\n" || scalar == "\t"))
        || (isJoiner(scalar) && !previous.isASCII)
      {
        out.append(scalar)
      } else {
        out.append(contentsOf: spelling(of: scalar).unicodeScalars)
      }
      previous = scalar
    }
    return String(out)
  }

  /// Whether a scalar must not stand in a report as it is. Joiners count, though they may stay
  /// within a cluster of letters or emoji.
  package static func isSuspect(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x061B: false
    // C0, DEL, C1 (U+009B alone begins a sequence on some terminals), soft hyphen.
    case 0x00...0x1F, 0x7F...0x9F, 0xAD: true
    // Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9 section 2),
    // zero-width characters, line and paragraph separators, invisible operators.
    case 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
    // Interlinear annotation, noncharacters, tags, private use that fonts show as anything.
    case 0xFFF9...0xFFFB, 0xFDD0...0xFDEF, 0xE0000...0x10FFFF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// A scalar written out: `\n`, `\r`, `\t`, `\u001B`, `\u{E0041}`.
  package static func spelling(of scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      if digits.count > 4 { return "\\u{\(digits)}" }
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200C}" || scalar == "\u{200D}"
  }
}
