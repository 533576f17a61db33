import Conformance
import WireFormats

/// The answer of the embeddings endpoint has the documented schema.
enum EmbeddingSchema: Check {
  static let description = CheckDescription(
    id: "embeddings.schema", family: "embeddings",
    rule: "An embeddings answer has the documented schema.", level: .must,
    consequence: "Typed clients fail to decode the answer.",
    source: .openAIEmbeddings("The embedding object"), claims: ["embeddings.response.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    SchemaOfEndpoint(description: description, endpoint: "embeddings").examine(
      evidence, in: context)
  }
}
