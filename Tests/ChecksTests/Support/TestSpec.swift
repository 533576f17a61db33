import Checks
import Conformance
import Specifications
import Testing
import WireFormats

/// The specs that checks are tested by.
enum TestSpec {
  static let library = SpecLibrary(
    files: Dictionary(
      uniqueKeysWithValues: BundledSpecs.paths.compactMap { path in
        BundledSpecs.bytes(at: path).map { (path, $0) }
      }))

  /// A bundled spec with further claims in front, so that they stand for those of the same name.
  static func context(_ id: String, claims: [Claim] = []) throws -> CheckContext {
    let bytes = try #require(library.files[id + ".json"])
    let spec = try ProviderSpec(parsing: bytes, name: "specs/\(id).json", library: library)
    return try CheckContext(
      spec: ProviderSpec(
        id: spec.id, title: spec.title, location: spec.location, service: spec.service,
        endpoints: spec.endpoints, claims: claims + spec.claims,
        contradictions: spec.contradictions, silences: spec.silences, dialect: spec.dialect,
        schemaRegistry: spec.schemaRegistry, digest: spec.digest))
  }

  /// OpenAI's spec with every claim that checks know of, so that none is left out: those that only
  /// other providers make have the values given here.
  static let full: Result<CheckContext, any Error> = Result {
    try context(
      "openai",
      claims: [
        claim("headers.request-id.echo", ["field": "X-Client-Request-Id"]),
        claim(
          "headers.rate-limit",
          ["fields": ["x-ratelimit-limit-requests", "x-ratelimit-reset-requests"], "on": "every"],
          level: .should),
        claim("errors.types", ["400": ["invalid_request_error"]]),
        claim("errors.codes", ["401": ["invalid_api_key"]]),
        claim("chat.usage.cache", ["members": ["cache_read_input_tokens"]]),
        claim("chat.reasoning.count", .null),
        claim("chat.tool_choice.required", ["refusal": ["status": 400, "code": "not_honored"]]),
      ])
  }

  static func claim(_ id: ClaimID, _ value: JSONValue, level: Level = .must) -> Claim {
    Claim(
      id: id, statement: "A claim of the tests.", level: level, value: value,
      citations: [Citation(title: "Tests", provenance: .page)],
      location: SourceLocation(file: "tests", line: 1, column: 1, pointer: JSONPointer()))
  }
}
