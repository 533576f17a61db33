import Foundation
import Testing
import WireFormats

@testable import JSONSchema

@Suite("Limits")
struct LimitTests {
  private static func parse(_ text: String) throws -> JSONValue {
    try JSONDocument(parsing: Array(text.utf8)).value
  }

  private static func nested(_ depth: Int) -> JSONValue {
    (1..<depth).reduce([]) { value, _ in [value] }
  }

  @Test(
    "A schema that applies itself to the same instance without end is refused",
    arguments: [
      (##"{"$ref": "#"}"##, ""),
      (##"{"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"not": {"$ref": "#"}}}}"##, ""),
      (
        ##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"anyOf": [{"$ref": "#/$defs/a"}]}}}"##,
        "/$defs/"
      ),
    ])
  func circles(_ text: String, _ place: String) throws {
    let document = try Self.parse(text)
    let error = #expect(throws: SchemaError.self) { try Schema(compiling: document) }
    #expect(error?.location.description.hasPrefix(place) == true)
  }

  @Test(
    "A circle that only some instances enter ends, and makes these invalid",
    arguments: [
      (##"{"dependentSchemas": {"a": {"$ref": "#"}}}"##, "{}", #"{"a": 1}"#),
      (##"{"if": {"type": "null"}, "then": {"$ref": "#"}}"##, "1", "null"),
      (
        ##"{"type": "array", "items": {"$dynamicRef": "#a", "$dynamicAnchor": "a"}}"##, "[]", "[1]"
      ),
    ])
  func conditionalCircles(_ text: String, _ good: String, _ bad: String) throws {
    let schema = try Schema(compiling: try Self.parse(text))
    #expect(schema.isValid(try Self.parse(good)))
    #expect(schema.evaluatedViolations(in: try Self.parse(good)) == [])
    #expect(!schema.isValid(try Self.parse(bad)))
    #expect(schema.violations(in: try Self.parse(bad)).last?.keyword == "")
  }

  @Test("Negation does not turn what cannot be judged into what is valid")
  func negatedCircle() throws {
    let schema = try Schema(
      compiling: try Self.parse(##"{"not": {"dependentSchemas": {"a": {"$ref": "#"}}}}"##))
    #expect(!schema.isValid(["a": 1]))
    #expect(!schema.violations(in: ["a": 1]).isEmpty)
  }

  @Test(
    "The deepest instance that is read can be judged, on a small stack", arguments: [false, true])
  func deepInstance(_ collects: Bool) async throws {
    let schema = try Schema(
      compiling: try Self.parse(##"{"type": "array", "items": {"$ref": "#"}}"##))
    let unevaluated = try Schema(
      compiling: try Self.parse(##"{"unevaluatedItems": {"$ref": "#"}, "type": "array"}"##))
    let instance = Self.nested(JSONDocument.maximumDepth)
    let judged = await onSmallStack {
      [schema, unevaluated].map { schema in
        collects ? schema.evaluatedViolations(in: instance).isEmpty : schema.isValid(instance)
      }
    }
    #expect(judged == [true, true])
  }

  @Test("What nests deeper than can be judged is invalid, and is told so")
  func tooDeep() async throws {
    let schema = try Schema(
      compiling: try Self.parse(##"{"type": "array", "items": {"$ref": "#"}}"##))
    let instance = Self.nested(2_000)
    let found = await onSmallStack { (schema.isValid(instance), schema.violations(in: instance)) }
    #expect(found.0 == false)
    #expect(found.1.count == 1)
    #expect(found.1.first?.expected.contains("\(Schema.maximumDepth)") == true)
  }

  /// Runs work on a thread with half a megabyte of stack, the least that Apple's platforms give; eight
  /// times as much without optimisation, which makes frames larger.
  private func onSmallStack<Result: Sendable>(
    _ work: @escaping @Sendable () -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: work()) }
      #if DEBUG
        thread.stackSize = 8 << 19
      #else
        thread.stackSize = 1 << 19
      #endif
      thread.start()
    }
  }

  @Test("A regular expression takes time in proportion to the text, whatever it is")
  func hostileExpression() throws {
    let schema = try Schema(compiling: ["pattern": "^(a+)+$"])
    #expect(!schema.isValid(.string(String(repeating: "a", count: 2_000) + "!")))
    #expect(schema.isValid(.string(String(repeating: "a", count: 2_000))))
  }

  @Test("Of very many violations the first are told", arguments: ["items", "anyOf"])
  func manyViolations(_ way: String) throws {
    let items: JSONValue = ["items": ["type": "null"]]
    let schema = try Schema(compiling: way == "items" ? items : ["anyOf": [items]])
    let instance = JSONValue.array((0..<12_000).map { JSONValue.integer($0) })
    let found = schema.violations(in: instance)
    #expect(found.count == Schema.maximumViolations)
    #expect(found.last?.instanceLocation.description == "/\(Schema.maximumViolations - 1)")
  }

  @Test("Many items are told apart without comparing each with each")
  func manyItems() throws {
    let schema = try Schema(compiling: ["uniqueItems": true])
    let items = (0..<20_000).map { JSONValue.integer($0) }
    #expect(schema.isValid(.array(items)))
    #expect(!schema.isValid(.array(items + [7])))
  }
}
