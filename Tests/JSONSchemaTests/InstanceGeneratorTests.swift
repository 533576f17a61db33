import JSONSchema
import Testing
import WireFormats

@Suite("Instance generator")
struct InstanceGeneratorTests {
  /// Schemas of the kinds that tools and response formats use, and some that are harder.
  static let schemas: [String] = [
    """
    {"type": "object", "additionalProperties": false, "required": ["city", "unit", "days"],
     "properties": {"city": {"type": "string", "minLength": 3, "maxLength": 5},
       "unit": {"enum": ["celsius", "fahrenheit"]},
       "days": {"type": "integer", "minimum": 1, "maximum": 7},
       "note": {"type": ["string", "null"]}}}
    """,
    #"{"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "integer"}}"#,
    #"{"type": "string", "pattern": "^call_[A-Za-z0-9]{24}$"}"#,
    #"{"type": "string", "pattern": "^[a-z]+-[0-9]*$", "minLength": 12, "maxLength": 20}"#,
    #"{"type": "string", "pattern": "x", "minLength": 9}"#,
    #"{"type": "number", "multipleOf": 0.01, "minimum": 0.05}"#,
    #"{"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}"#,
    #"{"type": "integer", "minimum": 1000000000000}"#,
    #"{"type": "integer", "multipleOf": 7, "minimum": -20, "maximum": -8}"#,
    #"{"allOf": [{"type": "integer", "minimum": 3}, {"maximum": 3}]}"#,
    #"{"anyOf": [{"type": "integer", "minimum": 5, "maximum": 4}, {"type": "boolean"}]}"#,
    #"{"oneOf": [{"type": "number"}, {"type": "integer"}], "minimum": 0}"#,
    #"{"not": {"type": ["string", "object"]}}"#,
    #"{"prefixItems": [{"const": 1}, {"type": "string"}], "items": false, "minItems": 2}"#,
    """
    {"type": "array", "contains": {"const": "x"}, "minContains": 2,
     "prefixItems": [{"type": "null"}], "minItems": 3}
    """,
    """
    {"type": "object", "minProperties": 3, "patternProperties": {"^x-[a-z]+$": {"type": "null"}},
     "additionalProperties": false}
    """,
    #"{"type": "object", "minProperties": 2, "propertyNames": {"pattern": "^[a-z]{3}$"}}"#,
    """
    {"required": ["a"], "dependentRequired": {"a": ["b"]},
     "dependentSchemas": {"b": {"required": ["c"], "properties": {"c": {"type": "null"}}}}}
    """,
    """
    {"if": {"properties": {"k": {"const": 1}}}, "then": {"required": ["t"]},
     "else": {"required": ["e"]}, "required": ["k"]}
    """,
    """
    {"$ref": "#/$defs/node", "$defs": {"node": {"type": "object", "required": ["value", "next"],
      "properties": {"value": {"type": "integer"},
        "next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}}}}}
    """,
    """
    {"type": "object", "required": ["when", "mail", "id"], "properties": {
      "when": {"type": "string", "format": "date-time"},
      "mail": {"type": "string", "format": "email"}, "id": {"type": "string", "format": "uuid"}}}
    """,
    """
    {"properties": {"a": true, "b": false}, "required": ["a"], "unevaluatedProperties": false}
    """,
    "true",
  ]

  private static func parse(_ text: String) throws -> JSONValue {
    try JSONDocument(parsing: Array(text.utf8)).value
  }

  @Test("What it makes is valid", arguments: schemas, [false, true])
  func valid(_ text: String, _ includesOptional: Bool) throws {
    let document = try Self.parse(text)
    let schema = try Schema(compiling: document, options: SchemaOptions(assertsFormat: true))
    for seed in 0..<UInt64(12) {
      var generator = try InstanceGenerator(schema: document, seed: seed)
      generator.includesOptionalMembers = includesOptional
      for _ in 0..<3 {
        guard let instance = generator.instance() else {
          Issue.record("nothing found")
          continue
        }
        #expect(schema.violations(in: instance).isEmpty, "\(instance.serialized())")
      }
    }
  }

  @Test("The same seed gives the same instances, another one others")
  func seeds() throws {
    let document = try Self.parse(Self.schemas[0])
    func run(_ seed: UInt64) throws -> [JSONValue?] {
      var generator = try InstanceGenerator(schema: document, seed: seed)
      return (0..<8).map { _ in generator.instance() }
    }
    #expect(try run(7) == run(7))
    #expect(try run(7) != run(8))
  }

  @Test("Only what is required, unless optional members are wanted")
  func members() throws {
    var generator = try InstanceGenerator(schema: try Self.parse(Self.schemas[0]), seed: 1)
    #expect(generator.instance()?.object?.names == ["city", "unit", "days"])
    generator.includesOptionalMembers = true
    #expect(generator.instance()?.object?.names == ["city", "unit", "days", "note"])
  }

  @Test(
    "Where nothing is valid there is nothing",
    arguments: [
      "false", #"{"type": "integer", "minimum": 2, "maximum": 1}"#,
      #"{"allOf": [{"const": 1}, {"const": 2}]}"#,
      #"{"type": "object", "required": ["a"], "properties": {"a": false}}"#,
      ##"{"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#"}}}"##,
      #"{"type": "string", "minLength": 3, "maxLength": 2}"#, #"{"enum": []}"#,
    ])
  func nothing(_ text: String) throws {
    var generator = try InstanceGenerator(schema: try Self.parse(text), seed: 1)
    #expect(generator.instance() == nil)
  }
}
