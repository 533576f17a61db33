import WireFormats

/// `uuid` (RFC 4122), `json-pointer` (RFC 6901 section 5) and `relative-json-pointer`, JSON Schema
/// validation sections 7.3.5 and 7.3.7.
enum IdentifierFormats {
  static func isUUID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return false }
    return bytes.enumerated().allSatisfy { position, byte in
      [8, 13, 18, 23].contains(position) ? byte == UInt8(ascii: "-") : byte.isHexDigit
    }
  }

  static func isJSONPointer(_ text: String) -> Bool { JSONPointer(parsing: text) != nil }

  /// A number of levels to go up, then a pointer or `#`.
  static func isRelativeJSONPointer(_ text: String) -> Bool {
    var cursor = ByteCursor(text)
    let levels = cursor.take(while: \.isDigit)
    guard let first = levels.first, first != 0x30 || levels.count == 1 else { return false }
    if cursor.take("#") { return cursor.isAtEnd }
    return isJSONPointer(String(decoding: cursor.rest, as: UTF8.self))
  }
}
