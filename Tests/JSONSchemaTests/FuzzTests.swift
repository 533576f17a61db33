import Testing
import WireFormats

@testable import JSONSchema

@Suite("Random schemas and instances")
struct FuzzTests {
  @Test(
    "Nothing crashes, both ways of validating agree, and places exist", arguments: 0..<UInt64(24))
  func agreement(_ seed: UInt64) {
    var fuzz = RandomJSON(seed: seed)
    var compiled = 0
    for _ in 0..<40 {
      let document = fuzz.schema(depth: 0)
      guard let schema = try? Schema(compiling: document) else { continue }
      compiled += 1
      for _ in 0..<8 {
        let instance = fuzz.value(depth: 0)
        let broken = SchemaProperties.broken(schema, on: instance)
        #expect(
          broken.isEmpty, "\(broken): \(document.serialized()) on \(instance.serialized())")
      }
    }
    #expect(compiled > 10)
  }

  @Test("What the generator makes of random schemas is valid", arguments: 0..<UInt64(8))
  func generator(_ seed: UInt64) {
    var fuzz = RandomJSON(seed: seed &+ 1_000)
    for _ in 0..<25 {
      let document = fuzz.schema(depth: 1)
      guard let schema = try? Schema(compiling: document),
        var generator = try? InstanceGenerator(schema: document, seed: seed)
      else { continue }
      generator.includesOptionalMembers = seed % 2 == 0
      if let instance = generator.instance() {
        #expect(
          schema.isValid(instance), "\(document.serialized()) made \(instance.serialized())")
      }
    }
  }

  @Test("Any text is a regular expression or an error", arguments: 0..<UInt64(8))
  func expressions(_ seed: UInt64) {
    var fuzz = RandomJSON(seed: seed &+ 2_000)
    for _ in 0..<200 {
      let source = fuzz.expression()
      let document: JSONValue = ["pattern": .string(source)]
      guard let schema = try? Schema(compiling: document) else { continue }
      let text = JSONValue.string(fuzz.text())
      #expect(schema.isValid(text) == schema.evaluatedViolations(in: text).isEmpty, "\(source)")
    }
  }
}

/// Random schemas, most of them sensible, and random values that are likely to meet them.
struct RandomJSON {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  private static let names = ["a", "b", "c", "naïve", "x-1", ""]
  private static let lexemes = ["0", "1", "-1", "2", "3", "1.0", "2.5", "0.5", "1e2", "1e400", "7"]
  private static let texts = ["", "a", "ab", "abc", "stop", "é", "e\u{301}", "😀", "x-1", "12"]
  private static let expressions = [
    "^a", "b$", "^[a-z]+$", "^x-", "(a|b)c?", "\\d{1,2}", "^(?!a)", "\\p{L}", ".", "^$",
  ]

  mutating func text() -> String { pick(Self.texts) }

  private mutating func number() -> JSONValue { JSONValue.decimal(pick(Self.lexemes)) ?? 0 }

  mutating func value(depth: Int) -> JSONValue {
    switch below(depth > 3 ? 6 : 10) {
    case 0: return .null
    case 1: return .bool(below(2) == 0)
    case 2, 3: return number()
    case 4, 5: return .string(text())
    case 6, 7: return .array((0..<below(5)).map { _ in value(depth: depth + 1) })
    default:
      return .object(
        JSONObject(
          (0..<below(5)).map { _ in
            .init(name: pick(Self.names), value: value(depth: depth + 1))
          }))
    }
  }

  mutating func schema(depth: Int) -> JSONValue {
    if depth > 3 || below(12) == 0 { return .bool(below(5) > 0) }
    var members: [JSONObject.Member] = []
    for _ in 0..<(1 + below(4)) {
      let (name, value) = keyword(depth: depth + 1)
      if !members.contains(where: { $0.name == name }) {
        members.append(.init(name: name, value: value))
      }
    }
    if depth == 0 { members.append(.init(name: "$defs", value: ["d": schema(depth: 2)])) }
    return .object(JSONObject(members))
  }

  private mutating func keyword(depth: Int) -> (String, JSONValue) {
    switch below(5) {
    case 0: assertion()
    case 1: objectKeyword(depth)
    case 2: arrayKeyword(depth)
    case 3: applicator(depth)
    default: ("type", pick(["string", "integer", "number", "array", "object", "null", "boolean"]))
    }
  }

  private mutating func assertion() -> (String, JSONValue) {
    switch below(9) {
    case 0: (pick(["minimum", "maximum"]), number())
    case 1: (pick(["exclusiveMinimum", "exclusiveMaximum"]), number())
    case 2: ("multipleOf", JSONValue.decimal(pick(["1", "0.5", "2", "0.01", "1e-3"])) ?? 1)
    case 3: (pick(["minLength", "maxLength"]), .integer(below(4)))
    case 4: ("pattern", .string(pick(Self.expressions)))
    case 5: ("enum", .array((0..<3).map { _ in value(depth: 2) }))
    case 6: ("const", value(depth: 2))
    case 7: ("type", ["string", "null", "integer"])
    default: ("format", pick(["date", "uri", "email", "nothing"]))
    }
  }

  private mutating func objectKeyword(_ depth: Int) -> (String, JSONValue) {
    switch below(9) {
    case 0, 1: ("properties", map(depth, keys: Self.names))
    case 2: ("patternProperties", map(depth, keys: ["^a", "x", "é"]))
    case 3: ("additionalProperties", schema(depth: depth))
    case 4: ("unevaluatedProperties", schema(depth: depth))
    case 5:
      ("required", .array(Set([pick(Self.names), pick(Self.names)]).sorted().map { .string($0) }))
    case 6: ("propertyNames", schema(depth: depth))
    case 7: ("dependentRequired", ["a": [.string(pick(Self.names))]])
    default: (pick(["minProperties", "maxProperties"]), .integer(below(4)))
    }
  }

  private mutating func arrayKeyword(_ depth: Int) -> (String, JSONValue) {
    switch below(8) {
    case 0, 1: ("items", schema(depth: depth))
    case 2: ("prefixItems", .array([schema(depth: depth), schema(depth: depth)]))
    case 3: ("contains", schema(depth: depth))
    case 4: (pick(["minContains", "maxContains"]), .integer(below(3)))
    case 5: ("uniqueItems", true)
    case 6: ("unevaluatedItems", schema(depth: depth))
    default: (pick(["minItems", "maxItems"]), .integer(below(4)))
    }
  }

  private mutating func applicator(_ depth: Int) -> (String, JSONValue) {
    switch below(8) {
    case 0:
      (pick(["allOf", "anyOf", "oneOf"]), .array([schema(depth: depth), schema(depth: depth)]))
    case 1: ("not", schema(depth: depth))
    case 2: ("if", schema(depth: depth))
    case 3: (pick(["then", "else"]), schema(depth: depth))
    case 4: ("dependentSchemas", map(depth, keys: ["a", "b"]))
    case 5: ("$ref", "#/$defs/d")
    case 6: (pick(["anyOf", "oneOf"]), .array((0..<3).map { _ in schema(depth: depth) }))
    default: ("$ref", pick(["#", "#/$defs/d"]))
    }
  }

  private mutating func map(_ depth: Int, keys: [String]) -> JSONValue {
    var object = JSONObject()
    for _ in 0..<(1 + below(3)) { object[pick(keys)] = schema(depth: depth) }
    return .object(object)
  }

  /// A text of what regular expressions are made of.
  mutating func expression() -> String {
    let parts = [
      "a", "b", "^", "$", "(", ")", "[", "]", "{2}", "{", "}", "*", "+", "?", "|", "\\d", "\\p{Lu}",
      "\\", "-", "(?=", "(?<!", "(?:", ".", "\\b", "[^a]", "é", "{1,3}", "\\u0061", "\\k<a>",
    ]
    return (0..<(1 + below(9))).map { _ in pick(parts) }.joined()
  }
}
