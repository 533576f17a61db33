/// `email` (RFC 5321 section 4.1.2, Mailbox) and `idn-email` (RFC 6531 section 3.3), JSON Schema
/// validation section 7.3.2.
struct MailFormats {
  /// Whether code points beyond ASCII may stand in either part.
  let isInternational: Bool

  func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let local = bytes[..<at]
    let domain = bytes[(at + 1)...]
    return local.count <= 64 && (isDotString(local) || isQuotedString(local))
      && (isDomain(domain) || isAddressLiteral(domain))
  }

  private func isDotString(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty
        && $0.allSatisfy {
          $0.isLetter || $0.isDigit || $0.isOne(of: "!#$%&'*+-/=?^_`{|}~") || isBeyond($0)
        }
    }
  }

  private func isQuotedString(_ bytes: ArraySlice<UInt8>) -> Bool {
    let quote = UInt8(ascii: "\"")
    guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else { return false }
    var isEscaped = false
    for byte in bytes.dropFirst().dropLast() {
      if isEscaped {
        guard (0x20...0x7E).contains(byte) else { return false }
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        guard (0x20...0x7E).contains(byte) && byte != quote || isBeyond(byte) else { return false }
      }
    }
    return !isEscaped
  }

  private func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.first != hyphen && $0.last != hyphen
        && $0.allSatisfy { $0.isLetter || $0.isDigit || $0 == hyphen || isBeyond($0) }
    }
  }

  private func isAddressLiteral(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]"), bytes.count > 2 else {
      return false
    }
    let literal = bytes.dropFirst().dropLast()
    if literal.starts(with: "IPv6:".utf8) { return AddressFormats.isIPv6(literal.dropFirst(5)) }
    return AddressFormats.isIPv4(literal)
  }

  private func isBeyond(_ byte: UInt8) -> Bool { isInternational && byte >= 0x80 }
}
