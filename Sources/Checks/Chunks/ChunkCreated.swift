import Conformance
import WireFormats

/// Every chunk of one stream has the same timestamp.
enum ChunkCreated: Check {
  static let description = CheckDescription(
    id: "chunks.created", family: "chunks",
    rule: "All chunks of a stream have the same timestamp.", level: .must,
    consequence: "Clients that compare or store the timestamp see several answers.",
    source: .openAIStreaming("created"), claims: ["chat.stream.created"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    ChunkIdentity(
      description: description, member: "created", isValid: { _ in true }, validity: ""
    ).examine(evidence, in: context)
  }
}
