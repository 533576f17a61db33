import Conformance
import WireFormats

/// Every chunk of one stream has the same id, and it is not empty.
enum ChunkID: Check {
  static let description = CheckDescription(
    id: "chunks.id", family: "chunks", rule: "All chunks of a stream have the same id.",
    level: .must, consequence: "Clients that gather chunks by id see several answers.",
    source: .openAIStreaming("id"), claims: ["chat.stream.id"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    ChunkIdentity(
      description: description, member: "id", isValid: { $0.string != "" },
      validity: "an id that is not empty"
    ).examine(evidence, in: context)
  }
}
