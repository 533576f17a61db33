import JSONSchema
import Testing
import WireFormats

@Suite(
  "Schemas inside an OpenAPI 3.1 document",
  .enabled(if: OfficialSuite.openAPIDocument != nil, "the document is not beside the repository"))
struct OpenAPIDocumentTests {
  @Test("Every component compiles but those that break the standard, and these say how")
  func components() throws {
    let document = try #require(OfficialSuite.openAPIDocument)
    let names = try #require(document["components"]?["schemas"]?.object?.names)
    #expect(names.count > 500)
    var reasons: Set<String> = []
    // Every fourth, and two that are known to break it: the document is long.
    let chosen = names.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
    for name in chosen + ["ContainerResource", "FineTuneDPOHyperparameters"] {
      do {
        _ = try Schema(compiling: document, at: JSONPointer(["components", "schemas", name]))
      } catch {
        reasons.insert(error.reason)
      }
    }
    // `exclusiveMinimum: true` is of draft 4, and `required` must not repeat a name.
    let known = ["exclusiveMinimum must be a number", #"required names "id" twice"#]
    #expect(reasons.sorted() == known)
  }

  @Test(
    "Instances of chat schemas are found",
    arguments: [
      "CreateChatCompletionRequest", "CreateChatCompletionResponse",
      "CreateChatCompletionStreamResponse", "ChatCompletionTool", "ListModelsResponse",
    ], [false, true])
  func instances(_ name: String, _ includesOptional: Bool) throws {
    let document = try #require(OfficialSuite.openAPIDocument)
    let pointer = JSONPointer(["components", "schemas", name])
    let schema = try Schema(compiling: document, at: pointer)
    var generator = try InstanceGenerator(schema: document, at: pointer, seed: 3)
    generator.includesOptionalMembers = includesOptional
    let instance = generator.instance()
    #expect(instance.map { schema.violations(in: $0) } == [])
  }

  @Test("A violation is told through the references of the whole document")
  func violation() throws {
    let document = try #require(OfficialSuite.openAPIDocument)
    let schema = try Schema(
      compiling: document, at: "/components/schemas/CreateChatCompletionRequest")
    let request: JSONValue = [
      "model": "gpt-4o", "messages": [["role": "user", "content": "hi"]], "temperature": 3,
    ]
    let found = schema.violations(in: request)
    #expect(found.map(\.instanceLocation) == ["/temperature"])
    #expect(found.map(\.expected) == ["at most 2"])
  }
}
