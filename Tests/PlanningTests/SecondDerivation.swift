import WireFormats

/// A second derivation of boundaries, written from WIRE section 5 alone and in the simplest way, to
/// hold the planner's against: which values of a small schema must be tried, and what they are.
struct SecondDerivation {
  /// The names of the values that must be taken and refused, by what stands after the parameter's
  /// name.
  var valid: [String: JSONValue?] = [:]
  var invalid: [String: JSONValue?] = [:]

  init(schema: JSONValue) {
    let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string ?? ""]
    for type in types where type != "null" { add(type, schema) }
    if types.contains("null") { valid["null"] = .some(.null) }
    let wrong: [(String, [String])] = [
      ("string", ["string"]), ("number", ["number", "integer"]), ("boolean", ["boolean"]),
      ("array", ["array"]), ("object", ["object"]),
    ]
    for (name, documented) in wrong where !documented.contains(where: types.contains) {
      invalid["wrong-type.\(name)"] = .some(nil)
    }
  }

  private mutating func add(_ type: String, _ schema: JSONValue) {
    if let values = schema["enum"]?.array {
      for value in values {
        valid["enum.\(value.string ?? value.serialized())"] = .some(value)
      }
      invalid["not-in-enum"] = .some(nil)
      return
    }
    switch type {
    case "boolean":
      valid["true"] = .some(true)
      valid["false"] = .some(false)
    case "integer", "number": addNumber(schema, isInteger: type == "integer")
    case "string": addString(schema)
    case "array": addArray(schema)
    default: break
    }
  }

  /// Works in thousandths, as no schema of the corpus is finer.
  private mutating func addNumber(_ schema: JSONValue, isInteger: Bool) {
    func thousandths(_ keyword: String) -> Int? {
      schema[keyword]?.number.map { Int(($0.double * 1000).rounded()) }
    }
    func number(_ thousandths: Int) -> JSONValue {
      let sign = thousandths < 0 ? "-" : ""
      let digits = String(1_000_000 + thousandths.magnitude % 1000).suffix(3)
      return JSONValue.decimal("\(sign)\(thousandths.magnitude / 1000).\(digits)") ?? .null
    }
    var step = 1000
    if let multiple = thousandths("multipleOf") {
      step = multiple
    } else if !isInteger {
      let places =
        ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "default"]
        .compactMap { schema[$0]?.number?.lexeme.split(separator: ".").dropFirst().first?.count }
        .max() ?? 0
      step = [100, 100, 10, 1][places]
    }
    if let bound = thousandths("minimum") {
      valid["at-minimum"] = number(bound)
      invalid["below-minimum"] = number(bound - step)
    }
    if let bound = thousandths("maximum") {
      valid["at-maximum"] = number(bound)
      invalid["above-maximum"] = number(bound + step)
    }
    if let bound = thousandths("exclusiveMinimum") {
      invalid["at-exclusive-minimum"] = number(bound)
      valid["just-inside-exclusive-minimum"] = number(bound + step)
    }
    if let bound = thousandths("exclusiveMaximum") {
      invalid["at-exclusive-maximum"] = number(bound)
      valid["just-inside-exclusive-maximum"] = number(bound - step)
    }
    if isInteger { invalid["non-integral"] = .some(nil) }
  }

  private mutating func addString(_ schema: JSONValue) {
    if let least = schema["minLength"]?.int {
      valid["at-min-length"] = .some(.string(String(repeating: "a", count: least)))
      invalid[least == 1 ? "empty" : "too-short"] = .some(
        .string(String(repeating: "a", count: least - 1)))
    }
    if let most = schema["maxLength"]?.int {
      valid["at-max-length"] = .some(.string(String(repeating: "a", count: most)))
      invalid["too-long"] = .some(.string(String(repeating: "a", count: most + 1)))
    }
  }

  private mutating func addArray(_ schema: JSONValue) {
    if let least = schema["minItems"]?.int {
      valid["min-items"] = .some(nil)
      invalid[least == 1 ? "empty" : "too-few-items"] = .some(nil)
    }
    if schema["maxItems"] != nil {
      valid["max-items"] = .some(nil)
      invalid["too-many-items"] = .some(nil)
    }
  }
}

/// Makes small parameter schemas, the same ones every time.
struct SchemaDice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(sides))
  }

  mutating func schema() -> JSONValue {
    switch roll(6) {
    case 0: number(isInteger: true)
    case 1, 2: number(isInteger: false)
    case 3: string()
    case 4: array()
    default: roll(2) == 0 ? ["type": "boolean"] : enumeration()
    }
  }

  private mutating func number(isInteger: Bool) -> JSONValue {
    // Tenths, hundredths or thousandths, written so; whole numbers written whole.
    let places = isInteger ? 0 : roll(4)
    let unit = [1000, 100, 10, 1][places]
    var members: [JSONObject.Member] = [
      .init(name: "type", value: typeValue(isInteger ? "integer" : "number"))
    ]
    let low = (roll(40) - 20) * unit
    let high = low + (2 + roll(40)) * max(unit, 1000)
    func lexeme(_ thousandths: Int) -> JSONValue {
      let digits = String(1_000_000 + thousandths.magnitude % 1000).suffix(3)
      let text =
        (thousandths < 0 ? "-" : "") + String(thousandths.magnitude / 1000)
        + (places == 0 ? "" : "." + digits.prefix(places))
      return JSONValue.decimal(text) ?? .null
    }
    if roll(4) > 0 {
      members.append(.init(name: roll(3) > 0 ? "minimum" : "exclusiveMinimum", value: lexeme(low)))
    }
    if roll(4) > 0 {
      members.append(.init(name: roll(3) > 0 ? "maximum" : "exclusiveMaximum", value: lexeme(high)))
    }
    return .object(JSONObject(members))
  }

  private mutating func string() -> JSONValue {
    var members: [JSONObject.Member] = [.init(name: "type", value: typeValue("string"))]
    let least = 1 + roll(4)
    if roll(2) == 0 { members.append(.init(name: "minLength", value: .integer(least))) }
    if roll(2) == 0 {
      members.append(.init(name: "maxLength", value: .integer(least + 1 + roll(20))))
    }
    return .object(JSONObject(members))
  }

  private mutating func array() -> JSONValue {
    var members: [JSONObject.Member] = [
      .init(name: "type", value: typeValue("array")),
      .init(name: "items", value: roll(2) == 0 ? string() : number(isInteger: true)),
    ]
    let least = 1 + roll(3)
    if roll(2) == 0 { members.append(.init(name: "minItems", value: .integer(least))) }
    if roll(3) > 0 {
      members.append(.init(name: "maxItems", value: .integer(least + 1 + roll(4))))
    }
    return .object(JSONObject(members))
  }

  private mutating func enumeration() -> JSONValue {
    let words = ["low", "medium", "high", "none", "auto"].prefix(2 + roll(4))
    return ["type": "string", "enum": .array(words.map { .string($0) })]
  }

  /// One type, or the type and null.
  private mutating func typeValue(_ name: String) -> JSONValue {
    roll(4) == 0 ? [.string(name), "null"] : .string(name)
  }
}
