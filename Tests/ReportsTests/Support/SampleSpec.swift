import Conformance
import WireFormats

/// The documentation that ``SampleReport`` is about.
enum SampleSpec {
  static let spec = ProviderSpec(
    id: "sample", title: "Sample Provider", location: location(1),
    service: Service(
      baseURL: "https://api.example.test/v1", keyVariable: "SAMPLE_API_KEY",
      model: "sample/model-1",
      credentials: [
        .init(name: "Authorization", value: "Bearer {key}"),
        .init(name: "X-Tenant-Key", value: "{SAMPLE_TENANT_KEY}", isRequired: false),
      ], keyPrefix: "sk-"),
    endpoints: [], claims: claims, digest: "5f2c0e")

  private static let claims: [Claim] = [
    claim("chat.basic", "A question is answered.", 10),
    claim("chat.finish-reasons", "The reasons are stop, length and tool_calls.", 12),
    claim("chat.stream.terminator", "The stream ends with data: [DONE].", 24),
    claim("chat.stream.usage", "With include_usage, usage comes in a chunk of its own.", 26),
    claim("chat.logprobs.content", "Log probabilities are given where asked for.", 44, .should),
    claim("chat.seed.determinism", "The same seed gives the same text.", 52, .should),
    claim("chat.usage.total", "The total is the sum of prompt and completion.", 81),
    claim("chat.priority", "Priority lanes exist.", 90, .may, waiver: "nothing observable"),
    claim("headers.request-id", "Every answer has an x-request-id.", 31, .should),
    claim("models.list", "The models are listed.", 60),
    claim("embeddings.basic", "A text is embedded.", 70),
  ]

  private static func claim(
    _ id: String, _ statement: String, _ line: Int, _ level: Level = .must, waiver: String? = nil
  ) -> Claim {
    Claim(
      id: id, statement: statement, level: level, citations: [SampleReport.citation],
      waiver: waiver, location: location(line))
  }

  private static func location(_ line: Int) -> SourceLocation {
    SourceLocation(file: "specs/sample.json", line: line, column: 5, pointer: "/claims")
  }

  static let checks = [
    CheckDescription(
      id: "stream.terminator", family: "framing", rule: "The last event is exactly [DONE].",
      level: .must, consequence: "Clients wait for ever.", source: SampleReport.standard,
      claims: ["chat.stream.terminator"])
  ]
}
