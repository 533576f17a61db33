import Conformance
import WireFormats

/// Every event but the terminator carries a chunk object of the documented schema.
enum ChunkSchema: Check {
  static let description = CheckDescription(
    id: "chunks.schema", family: "chunks",
    rule: "Every chunk has the members and types that the documentation gives.", level: .must,
    consequence: "Typed clients fail to decode the chunk; others read a missing member.",
    source: .openAIStreaming("The chat completion chunk object"),
    claims: ["chat.stream.chunk.own.schema", "chat.stream.chunk.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let chunks = evidence.chunks, !chunks.isEmpty else { return .notApplicable }
    let schemas = SchemaClaims(description.claims, in: context)
    guard !schemas.isEmpty else { return .notApplicable }
    var deviations = Deviations()
    for chunk in chunks where !chunk.isPromptFilterChunk {
      if schemas.isValid(chunk.value) { continue }
      // An object without choices or usage tells the client nothing, so nothing breaks.
      let isIdle = chunk.hasNoChoices && chunk.usage == nil
      deviations.add(
        schemas.violations(in: chunk.value), of: description, level: isIdle ? .should : nil,
        in: context
      ) { evidence.place($0, in: chunk.event) }
    }
    return deviations.outcome
  }
}
