import Conformance
import Foundation
import JSONSchema
import Planning
import Testing
import WireFormats

/// OpenAI's published OpenAPI document, which stands beside the repository where it is there at all.
enum PublishedSchema {
  static let absence =
    "the published schema is not here: set ASSAY_SHARED to the corpora's directory"

  static let file: URL = {
    let root: URL
    if let path = ProcessInfo.processInfo.environment["ASSAY_SHARED"] {
      root = URL(fileURLWithPath: path, isDirectory: true)
    } else {
      root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared", isDirectory: true)
    }
    return root.appendingPathComponent("vectors/openai/openapi.json")
  }()

  static var isPresent: Bool { FileManager.default.fileExists(atPath: file.path) }

  /// The names and the compiled schema of chat completion requests.
  static func chatRequest() throws -> (names: Set<String>, schema: Schema) {
    let document = withNull(try JSONDocument(parsing: Array(try Data(contentsOf: file))).value)
    let root: JSONPointer = "/components/schemas"
    var names: Set<String> = []
    func collect(_ schema: JSONValue?) {
      for name in schema?["properties"]?.object?.names ?? [] { names.insert(name) }
      for part in schema?["allOf"]?.array ?? [] {
        let reference = part["$ref"]?.string?.dropFirst()
        collect(
          reference.flatMap { JSONPointer(parsing: String($0)) }.flatMap { document[$0] } ?? part)
      }
    }
    collect(document[root]?["CreateChatCompletionRequest"])
    let schema = try Schema(
      compiling: ["$ref": "openai:///openapi.json#/components/schemas/CreateChatCompletionRequest"],
      baseURI: "openai:///request.json", registry: ["openai:///openapi.json": document])
    return (names, schema)
  }

  /// The document in terms of JSON Schema: `nullable: true` is OpenAPI 3.0's word for "or null".
  private static func withNull(_ value: JSONValue) -> JSONValue {
    if let items = value.array { return .array(items.map(withNull)) }
    guard let object = value.object else { return value }
    let mapped: JSONValue = .object(
      JSONObject(object.members.map { .init(name: $0.name, value: withNull($0.value)) }))
    return object["nullable"] == true ? ["anyOf": [mapped, ["type": "null"]]] : mapped
  }
}

@Suite struct PublishedSchemaTests {
  /// Where a provider's page documents another shape than OpenAI's under the same name, its probes
  /// follow the page.
  static let ownShapes: Set<String> = [
    // A count of most likely tokens, as in the old completions API.
    "flock logprobs",
    // A single string is documented beside the array.
    "flock messages",
    // Declared twice in the document, nullable in one place only; the page allows null.
    "openai top_logprobs", "flowapi top_logprobs",
  ]

  @Test(.enabled(if: PublishedSchema.isPresent, Comment(rawValue: PublishedSchema.absence)))
  func sharedParametersKeepThePublishedSchema() throws {
    let (names, schema) = try PublishedSchema.chatRequest()
    #expect(names.contains("messages") && names.contains("temperature"))
    var broken: [String: String] = [:]
    for path in Bundled.library.providerPaths {
      let planner = try Bundled.planner(path)
      let plan = try planner.plan(PlanOptions(profile: .full))
      for (id, body) in PositiveRequests.bodies(in: plan, endpoint: "chat") {
        let shared = (body.object?.members ?? []).filter { names.contains($0.name) }
        for violation in schema.violations(in: .object(JSONObject(shared))) {
          let name = "\(planner.spec.id) \(violation.instanceLocation.tokens.first ?? "")"
          broken[name] = broken[name] ?? "\(id): \(violation.expected), not \(violation.actual)"
        }
      }
    }
    let surprising = broken.filter { !Self.ownShapes.contains($0.key) }
    #expect(surprising.isEmpty)
    #expect(Self.ownShapes.subtracting(broken.keys) == [], "no longer needed")
  }
}
