/// A JSON Pointer (RFC 6901): a path from a value to one inside it.
public struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
  /// The unescaped reference tokens, outermost first; empty means the whole document.
  public var tokens: [String]

  /// Makes a pointer from unescaped tokens.
  public init(_ tokens: [String] = []) { self.tokens = tokens }

  /// Reads the string form (`/choices/0/delta`); `nil` where it does not begin with `/` or holds a
  /// bad `~` escape.
  public init?(parsing text: String) {
    if text.isEmpty {
      self.init()
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    for part in text.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      var bytes: [UInt8] = []
      var escaped = false
      for byte in part {
        if escaped {
          guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
          bytes.append(byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
          escaped = false
        } else if byte == UInt8(ascii: "~") {
          escaped = true
        } else {
          bytes.append(byte)
        }
      }
      if escaped { return nil }
      tokens.append(String(decoding: bytes, as: UTF8.self))
    }
    self.init(tokens)
  }

  /// This pointer with one more token.
  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

  /// This pointer with one more array index.
  public func appending(_ index: Int) -> JSONPointer { JSONPointer(tokens + [String(index)]) }

  /// The string form, `""` for the whole document.
  public var description: String {
    tokens.map { token in
      var out = "/"
      for scalar in token.unicodeScalars {
        switch scalar {
        case "~": out += "~0"
        case "/": out += "~1"
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out
    }.joined()
  }

  /// The array index that a token names, or `nil`: digits only, no leading zero (RFC 6901
  /// section 4).
  public static func arrayIndex(_ token: String) -> Int? {
    let bytes = token.utf8
    guard let first = bytes.first, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    if first == 0x30 && bytes.count > 1 { return nil }
    return Int(token)
  }
}

extension JSONPointer: ExpressibleByStringLiteral {
  /// Reads the string form; a text that is not a pointer becomes one token.
  public init(stringLiteral value: String) {
    self = JSONPointer(parsing: value) ?? JSONPointer([value])
  }
}
