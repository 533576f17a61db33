/// `uri`, `uri-reference` (RFC 3986), `iri` and `iri-reference` (RFC 3987), JSON Schema validation
/// section 7.3.5: the grammar, part by part.
struct ResourceFormats {
  /// Whether code points beyond ASCII may stand where RFC 3987 section 2.2 has `ucschar`.
  let isInternational: Bool

  /// Whether a text is a URI or IRI: one with a scheme.
  func isAbsolute(_ text: String) -> Bool {
    let reference = URIReference(text)
    guard let scheme = reference.scheme, isScheme(scheme) else { return false }
    return areValid(reference)
  }

  /// Whether a text is a URI or IRI, or a relative reference.
  func isReference(_ text: String) -> Bool {
    let reference = URIReference(text)
    if let scheme = reference.scheme {
      // Where it is no scheme, the colon stands in the first segment, which must hold none.
      return isScheme(scheme) && areValid(reference)
    }
    if reference.authority == nil,
      reference.path.prefix(while: { $0 != "/" }).contains(":")
    {
      return false
    }
    return areValid(reference)
  }

  private func isScheme(_ scheme: String) -> Bool {
    guard let first = scheme.utf8.first, first.isLetter else { return false }
    return scheme.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0.isOne(of: "+-.") }
  }

  private func areValid(_ reference: URIReference) -> Bool {
    if let authority = reference.authority, !isAuthority(authority) { return false }
    return holds(reference.path, also: ":@/")
      && holds(reference.query ?? "", also: ":@/?", isQuery: true)
      && holds(reference.fragment ?? "", also: ":@/?")
  }

  private func isAuthority(_ authority: String) -> Bool {
    var host = Array(authority.utf8)[...]
    if let at = host.firstIndex(of: UInt8(ascii: "@")) {
      guard holds(String(decoding: host[..<at], as: UTF8.self), also: ":") else { return false }
      host = host[(at + 1)...]
    }
    if host.first == UInt8(ascii: "[") {
      guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let literal = host[(host.startIndex + 1)..<end]
      guard AddressFormats.isIPv6(literal) || isFutureAddress(literal) else { return false }
      let port = host[(end + 1)...]
      return port.isEmpty
        || port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(\.isDigit)
    }
    if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
      guard host[(colon + 1)...].allSatisfy(\.isDigit) else { return false }
      host = host[..<colon]
    }
    return holds(String(decoding: host, as: UTF8.self), also: "")
  }

  /// RFC 3986 section 3.2.2, IPvFuture.
  private func isFutureAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
    var cursor = ByteCursor(bytes)
    guard cursor.takeLetter("v"), !cursor.take(while: \.isHexDigit).isEmpty, cursor.take("."),
      !cursor.isAtEnd
    else { return false }
    return cursor.rest.allSatisfy { ResourceFormats.isPlain($0) || $0 == UInt8(ascii: ":") }
  }

  /// Whether a part holds only unreserved characters, sub-delimiters, percent-escapes and what else
  /// may stand in it.
  private func holds(_ part: String, also extra: StaticString, isQuery: Bool = false) -> Bool {
    var escape = 0
    for scalar in part.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value), byte < 0x80 else {
        let isAllowed =
          isInternational
          && (ResourceFormats.isUcschar(scalar.value)
            || isQuery && ResourceFormats.isPrivate(scalar.value))
        guard isAllowed, escape == 0 else { return false }
        continue
      }
      if escape > 0 {
        guard byte.isHexDigit else { return false }
        escape -= 1
      } else if byte == UInt8(ascii: "%") {
        escape = 2
      } else if !ResourceFormats.isPlain(byte) && !byte.isOne(of: extra) {
        return false
      }
    }
    return escape == 0
  }

  /// `unreserved` and `sub-delims`.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte.isOne(of: "-._~!$&'()*+,;=")
  }

  /// RFC 3987 section 2.2, ucschar.
  static func isUcschar(_ value: UInt32) -> Bool {
    switch value {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0xE0000...0xE0FFF: false
    case 0x10000...0xEFFFD: value & 0xFFFF <= 0xFFFD
    default: false
    }
  }

  /// RFC 3987 section 2.2, iprivate.
  static func isPrivate(_ value: UInt32) -> Bool {
    switch value {
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: true
    default: false
    }
  }
}
