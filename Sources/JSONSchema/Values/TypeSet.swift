import WireFormats

/// A set of the types of JSON Schema (validation section 6.1.1).
struct TypeSet: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let null = TypeSet(rawValue: 1)
  static let boolean = TypeSet(rawValue: 2)
  static let object = TypeSet(rawValue: 4)
  static let array = TypeSet(rawValue: 8)
  static let number = TypeSet(rawValue: 16)
  static let string = TypeSet(rawValue: 32)
  static let integer = TypeSet(rawValue: 64)

  static let all: TypeSet = [.null, .boolean, .object, .array, .number, .string]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The type that a schema names, or `nil`.
  init?(name: String) {
    switch name {
    case "null": self = .null
    case "boolean": self = .boolean
    case "object": self = .object
    case "array": self = .array
    case "number": self = .number
    case "string": self = .string
    case "integer": self = .integer
    default: return nil
    }
  }

  /// Whether a value is of one of these types.
  func admits(_ value: JSONValue) -> Bool {
    switch value {
    case .null: contains(.null)
    case .bool: contains(.boolean)
    case .object: contains(.object)
    case .array: contains(.array)
    case .string: contains(.string)
    case .number(let number):
      contains(.number) || (contains(.integer) && number.isIntegral)
    }
  }

  /// `a string`, `an integer or null`.
  var words: String {
    let named: [(TypeSet, String)] = [
      (.string, "a string"), (.integer, "an integer"), (.number, "a number"),
      (.boolean, "a boolean"), (.array, "an array"), (.object, "an object"), (.null, "null"),
    ]
    return ValueDescription.list(named.filter { contains($0.0) }.map(\.1))
  }
}

extension JSONNumber {
  /// Whether the value is an integer; fast for the usual spelling.
  var isIntegral: Bool {
    var isPlain = true
    for byte in lexeme.utf8
    where byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      isPlain = false
    }
    return isPlain || isInteger
  }
}
