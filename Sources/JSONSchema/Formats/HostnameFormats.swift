/// `hostname` (RFC 1123 section 2.1, with the A-labels of RFC 5890) and `idn-hostname` (RFC 5890
/// section 2.3.2.3), JSON Schema validation section 7.3.3.
enum HostnameFormats {
  static func isHostname(_ text: String) -> Bool {
    let labels = text.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= 253 else { return false }
    return labels.allSatisfy { label in
      guard isLetterDigitHyphen(label) else { return false }
      return !hasACEPrefix(label) || decodedLabel(label) != nil
    }
  }

  static func isInternationalHostname(_ text: String) -> Bool {
    // RFC 3490 section 3.1 has four characters separate labels.
    let labels = text.unicodeScalars.split(
      omittingEmptySubsequences: false,
      whereSeparator: { [0x2E, 0x3002, 0xFF0E, 0xFF61].contains($0.value) })
    var length = labels.count - 1
    var decoded: [[Unicode.Scalar]] = []
    for label in labels {
      guard let (scalars, encodedLength) = read(label) else { return false }
      length += encodedLength
      decoded.append(scalars)
    }
    guard length <= 253 else { return false }
    // RFC 5893 section 1.4: one right-to-left label makes the rule apply to all.
    guard decoded.contains(where: { $0.contains(where: BidiRule.isRightToLeft) }) else {
      return true
    }
    return decoded.allSatisfy(BidiRule.holds)
  }

  /// The code points that a label stands for, and the length of its ASCII form; `nil` where it is no
  /// label.
  private static func read(_ label: Substring.UnicodeScalarView) -> ([Unicode.Scalar], Int)? {
    if label.allSatisfy(\.isASCII) {
      guard isLetterDigitHyphen(label) else { return nil }
      if hasACEPrefix(label) { return decodedLabel(label).map { ($0, label.count) } }
      return hasHyphensInThirdAndFourthPlace(Array(label)) ? nil : (Array(label), label.count)
    }
    let scalars = Array(label)
    guard isULabel(scalars), let encoded = Punycode.encode(scalars) else { return nil }
    return encoded.count + 4 <= 63 ? (scalars, encoded.count + 4) : nil
  }

  private static func isLetterDigitHyphen(_ label: Substring.UnicodeScalarView) -> Bool {
    guard (1...63).contains(label.count), label.first != "-", label.last != "-" else {
      return false
    }
    return label.allSatisfy { scalar in
      guard let byte = UInt8(exactly: scalar.value) else { return false }
      return byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-")
    }
  }

  private static func hasACEPrefix(_ label: Substring.UnicodeScalarView) -> Bool {
    let prefix = label.prefix(4).map { $0.value | 0x20 }
    return prefix == [0x78, 0x6E, 0x2D, 0x2D]
  }

  /// What an A-label stands for; `nil` where that is no U-label, or has another A-label.
  private static func decodedLabel(_ label: Substring.UnicodeScalarView) -> [Unicode.Scalar]? {
    let encoded = label.dropFirst(4).map { lowercased($0) }
    guard let scalars = Punycode.decode(encoded), scalars.contains(where: { !$0.isASCII }),
      isULabel(scalars), let again = Punycode.encode(scalars), again == encoded
    else { return nil }
    return scalars
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> UInt8 {
    let byte = UInt8(truncatingIfNeeded: scalar.value)
    return byte.isLetter ? byte | 0x20 : byte
  }

  /// RFC 5891 section 5.4. That the label is in normalization form C is not looked at.
  private static func isULabel(_ label: [Unicode.Scalar]) -> Bool {
    guard let first = label.first, first != "-", label.last != "-",
      !hasHyphensInThirdAndFourthPlace(label)
    else { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: break
    }
    return label.indices.allSatisfy { IDNAProperty.isAllowed(at: $0, in: label) }
  }

  private static func hasHyphensInThirdAndFourthPlace(_ label: [Unicode.Scalar]) -> Bool {
    label.count >= 4 && label[2] == "-" && label[3] == "-"
  }
}
