import JSONSchema
import Testing
import WireFormats

@Suite("Schemas that cannot be compiled")
struct SchemaErrorTests {
  struct Case: Sendable, CustomStringConvertible {
    let schema: String
    let location: String
    let reason: String
    var description: String { schema }
  }

  static let cases: [Case] = [
    Case(
      schema: "1", location: "",
      reason: "a schema must be an object or a boolean, but there is number"),
    Case(
      schema: #"{"properties": {"a": {"type": "text"}}}"#, location: "/properties/a/type",
      reason: #"type names "text", which is not a type"#),
    Case(
      schema: #"{"items": [true]}"#, location: "/items",
      reason: "items must be a schema; for a list of schemas there is prefixItems"),
    Case(
      schema: #"{"minLength": -1}"#, location: "/minLength",
      reason: "minLength must be a non-negative integer"),
    Case(
      schema: #"{"minLength": 1.5}"#, location: "/minLength",
      reason: "minLength must be a non-negative integer"),
    Case(
      schema: #"{"multipleOf": 0}"#, location: "/multipleOf",
      reason: "multipleOf must be greater than 0"),
    Case(
      schema: #"{"required": ["a", "a"]}"#, location: "/required",
      reason: #"required names "a" twice"#),
    Case(schema: #"{"maximum": "1"}"#, location: "/maximum", reason: "maximum must be a number"),
    Case(
      schema: #"{"anyOf": []}"#, location: "/anyOf",
      reason: "anyOf must be a non-empty array of schemas"),
    Case(
      schema: #"{"pattern": "a(b"}"#, location: "/pattern",
      reason:
        #"pattern holds the regular expression "a(b", in which a group is not closed at character 4"#
    ),
    Case(
      schema: ##"{"$ref": "#/$defs/a"}"##, location: "/$ref",
      reason: "$ref is #/$defs/a, but nothing is there"),
    Case(
      schema: ##"{"$ref": "#a"}"##, location: "/$ref",
      reason: "$ref is #a, but no $anchor has the name a"),
    Case(
      schema: #"{"$ref": "https://example.com/other"}"#, location: "/$ref",
      reason: "$ref names https://example.com/other, which is none of the documents given"),
    Case(
      schema: ##"{"$id": "https://example.com/a#b"}"##, location: "/$id",
      reason: "$id must not have a fragment"),
    Case(
      schema:
        ##"{"$schema": "https://json-schema.org/draft/2019-09/schema", "$recursiveRef": "#"}"##,
      location: "/$recursiveRef",
      reason: "$recursiveRef of draft 2019-09 is not supported; $dynamicRef has taken its place"),
  ]

  @Test("An error names the place and the cause", arguments: cases)
  func error(_ test: Case) throws {
    let document = try JSONDocument(parsing: Array(test.schema.utf8)).value
    let error = #expect(throws: SchemaError.self) { try Schema(compiling: document) }
    #expect(error?.location.description == test.location)
    #expect(error?.reason == test.reason)
  }
}
