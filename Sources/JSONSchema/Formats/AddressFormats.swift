/// `ipv4` (RFC 2673 section 3.2) and `ipv6` (RFC 4291 section 2.2), JSON Schema validation section
/// 7.3.4.
enum AddressFormats {
  static func isIPv4(_ text: String) -> Bool { isIPv4(Array(text.utf8)[...]) }

  /// Four decimal numbers up to 255 without leading zeros, which some readers take for octal.
  static func isIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy(\.isDigit)
          && (part.count == 1 || part.first != 0x30)
          && part.reduce(0) { $0 * 10 + Int($1 - 0x30) } < 256
      }
  }

  static func isIPv6(_ text: String) -> Bool { isIPv6(Array(text.utf8)[...]) }

  /// Eight groups of up to four hexadecimal digits; `::` once in place of at least one; the last two
  /// may be written as an IPv4 address.
  static func isIPv6(_ bytes: ArraySlice<UInt8>) -> Bool {
    var groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    // A `::` at either end leaves two empty parts there, of which one is no group; a single colon
    // leaves one.
    if bytes.starts(with: "::".utf8) {
      groups.removeFirst()
    } else if groups.first?.isEmpty ?? true {
      return false
    }
    if bytes.suffix(2).elementsEqual("::".utf8) {
      groups.removeLast()
    } else if groups.last?.isEmpty ?? true {
      return false
    }
    var count = 0
    var gaps = 0
    for (position, group) in groups.enumerated() {
      if group.isEmpty {
        gaps += 1
      } else if position == groups.count - 1, group.contains(UInt8(ascii: ".")) {
        guard isIPv4(group) else { return false }
        count += 2
      } else {
        guard group.count <= 4, group.allSatisfy(\.isHexDigit) else { return false }
        count += 1
      }
    }
    return gaps == 0 ? count == 8 : gaps == 1 && count <= 7
  }
}
