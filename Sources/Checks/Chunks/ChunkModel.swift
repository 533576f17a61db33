import Conformance
import WireFormats

/// Every chunk of one stream names the same model, which may be another name of the one asked for.
enum ChunkModel: Check {
  static let description = CheckDescription(
    id: "chunks.model", family: "chunks", rule: "All chunks of a stream name the same model.",
    level: .must, consequence: "Clients cannot tell which model answered, nor price it.",
    source: .openAIStreaming("model"), claims: ["chat.stream.model"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    ChunkIdentity(
      description: description, member: "model", isValid: { $0.string != "" },
      validity: "a model's name"
    ).examine(evidence, in: context)
  }
}
