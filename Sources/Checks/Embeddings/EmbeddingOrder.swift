import Conformance
import WireFormats

/// There is one vector for each input, with the input's number as index, in order.
enum EmbeddingOrder: Check {
  static let description = CheckDescription(
    id: "embeddings.order", family: "embeddings",
    rule: "Each input has one vector, with its number as index, in order.", level: .must,
    consequence: "Vectors are stored with the wrong texts.",
    source: .openAIEmbeddings("The embedding object, index"), claims: ["embeddings.order"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let vectors = evidence.embeddingVectors, let count = evidence.embeddingInputCount,
      !evidence.isExpectedToBeRefused
    else { return .notApplicable }
    guard vectors.count == count else {
      return .found(
        context.finding(
          description, kind: .wrongValue, at: evidence.place(.path("data")),
          expected: "\(count) vectors, one for each input", actual: "\(vectors.count)"))
    }
    let indices = vectors.compactMap(\.index)
    guard indices.count == count else { return .notApplicable }
    for (position, vector) in vectors.enumerated() where vector.index != position {
      // In another order the vectors are still all there, and the index says whose they are.
      let isComplete = Set(indices) == Set(0..<count)
      return .found(
        context.finding(
          description, kind: .wrongValue, at: evidence.place(vector.pointer.appending("index")),
          expected: String(position), actual: String(vector.index ?? -1),
          level: isComplete ? .should : nil))
    }
    return .passed
  }
}
