import Conformance
import JSONSchema
import Simulator
import Testing
import WireFormats

/// What the provider without faults sends passes OpenAI's own schemas, for every spec.
@Suite(.enabled(if: Shared.exists("vectors/openai/openapi.json"), "OpenAI's schemas are not here"))
struct OpenAISchemaTests {
  private static let document: JSONValue? = {
    guard let text = try? Shared.text(of: "vectors/openai/openapi.json"),
      let value = try? JSONDocument(parsing: Array(text.utf8)).value
    else { return nil }
    return translated(value["components"] ?? [:])
  }()

  /// OpenAPI 3.0's `nullable` in the words of JSON Schema 2020-12.
  private static func translated(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let items): return .array(items.map(translated))
    case .object(let object):
      let members = object.members.filter { $0.name != "nullable" }.map {
        JSONObject.Member(name: $0.name, value: translated($0.value))
      }
      let schema = JSONValue.object(JSONObject(members))
      return object["nullable"] == .bool(true) ? ["anyOf": [schema, ["type": "null"]]] : schema
    default: return value
    }
  }

  private static func schema(_ name: String) throws -> Schema {
    let components = try #require(document)
    // Only what the schema refers to, directly or not: all 1,400 would take minutes to compile.
    var kept: [String: JSONValue] = [:]
    var open = [name]
    while let next = open.popLast() {
      guard kept[next] == nil, let value = components["schemas"]?[next] else { continue }
      kept[next] = value
      open += references(in: value)
    }
    let definitions = JSONObject(
      kept.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) })
    return try Schema(compiling: [
      "$ref": .string("#/components/schemas/\(name)"),
      "components": ["schemas": .object(definitions)],
    ])
  }

  private static func references(in value: JSONValue) -> [String] {
    switch value {
    case .array(let items): items.flatMap(references)
    case .object(let object):
      object.members.flatMap { member in
        member.name == "$ref"
          ? [String(member.value.string?.split(separator: "/").last ?? "")]
          : references(in: member.value)
      }
    default: []
    }
  }

  private static let schemas: [String: Schema] = Dictionary(
    uniqueKeysWithValues: [
      "CreateChatCompletionResponse", "CreateChatCompletionStreamResponse", "ListModelsResponse",
      "Model",
      "CreateEmbeddingResponse", "ErrorResponse",
    ].compactMap { name in (try? schema(name)).map { (name, $0) } })

  @Test func aBrokenAnswerFails() throws {
    let schema = try #require(Self.schemas["CreateChatCompletionResponse"])
    #expect(
      !schema.isValid([
        "id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [[:]],
      ]))
  }

  @Test(arguments: Specs.ids) func everyAnswerPasses(id: String) throws {
    let baseline = try #require(Baselines.all[id])
    for (request, responses) in zip(baseline.requests, baseline.responses) {
      for response in responses {
        let body = response.body
        if response.head.fields["Content-Type"] == "text/event-stream" {
          for case .event(let event) in EventStreamDecoder.elements(of: body)
          where event.data != "[DONE]" {
            let chunk = try JSONDocument(parsing: event.rawData).value
            try expect(chunk, "CreateChatCompletionStreamResponse", for: request)
          }
          continue
        }
        let value = try JSONDocument(parsing: body).value
        let name =
          switch (
            response.head.status, value["object"]?.string, value["data"]?[0]?["object"]?.string
          ) {
          case (400..., _, _): "ErrorResponse"
          case (_, "chat.completion", _): "CreateChatCompletionResponse"
          case (_, "model", _): "Model"
          case (_, "list", "model"): "ListModelsResponse"
          case (_, "list", _): "CreateEmbeddingResponse"
          default: ""
          }
        // FlowAPI's and FlexAI's errors have no param in their documentation; OpenAI's do.
        guard !name.isEmpty else { continue }
        // The published schema knows vectors as numbers only, though requests may ask for base64.
        guard value["data"]?[0]?["embedding"]?.string == nil else { continue }
        try expect(value, name, for: request)
      }
    }
  }

  private func expect(_ value: JSONValue, _ name: String, for request: HTTPRequest) throws {
    let violations = try #require(Self.schemas[name]).violations(in: value)
    #expect(
      violations.isEmpty,
      "\(violations.prefix(2)) in \(value.serialized().prefix(300)) for \(String(decoding: request.body, as: UTF8.self).prefix(200))"
    )
  }
}
