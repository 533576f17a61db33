/// One JSON value as it stood in the text (RFC 8259): member order, duplicate members and number
/// lexemes are kept.
///
/// Equality is by value in the sense of JSON Schema 2020-12 section 4.2.2: `1` equals `1.0`, member
/// order does not matter, strings are equal where their code points are. Use
/// ``JSONNumber/lexeme`` where the spelling matters.
public enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  /// The JSON Schema name of the value's type: `null`, `boolean`, `number`, `string`, `array` or
  /// `object`. Integers are `number`.
  public var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// Whether the value is `null`.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The text of a string value, else `nil`.
  public var string: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The value of a boolean, else `nil`.
  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The number, else `nil`.
  public var number: JSONNumber? {
    guard case .number(let value) = self else { return nil }
    return value
  }

  /// The number as an integer where it is one in value (`3`, `3.0`, `3e0`) and fits, else `nil`.
  public var int: Int? { number?.int }

  /// The number as the nearest double, else `nil`.
  public var double: Double? { number?.double }

  /// The items of an array, else `nil`.
  public var array: [JSONValue]? {
    guard case .array(let value) = self else { return nil }
    return value
  }

  /// The object, else `nil`.
  public var object: JSONObject? {
    guard case .object(let value) = self else { return nil }
    return value
  }

  /// The value of the last member of that name where this is an object, else `nil`.
  public subscript(name: String) -> JSONValue? { object?[name] }

  /// The item at an index where this is an array that long, else `nil`.
  public subscript(index: Int) -> JSONValue? {
    guard case .array(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }

  /// The value at a JSON Pointer below this one, else `nil`.
  public subscript(pointer: JSONPointer) -> JSONValue? {
    var value = self
    for token in pointer.tokens {
      switch value {
      case .object(let object):
        guard let member = object[token] else { return nil }
        value = member
      case .array(let items):
        guard let index = JSONPointer.arrayIndex(token), items.indices.contains(index) else {
          return nil
        }
        value = items[index]
      default: return nil
      }
    }
    return value
  }
}

// Not by `nil`: in `object["usage"].flatMap { $0.isNull ? nil : $0 }` it would silently mean `.null`.
extension JSONValue: ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A number whose lexeme is the decimal integer.
  public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object with its members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(name: $0.0, value: $0.1) }))
  }
}

extension JSONValue {
  /// An integer value.
  public static func integer(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  /// A number from its JSON spelling, for instance `2.1` or `1e400`; `nil` where the text is not a
  /// JSON number.
  public static func decimal(_ lexeme: String) -> JSONValue? {
    JSONNumber(lexeme: lexeme).map { .number($0) }
  }
}
