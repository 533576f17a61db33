import Conformance
import WireFormats

/// A vector has as many numbers as `dimensions` asks for, and all vectors of an answer are equally
/// long.
enum EmbeddingDimensions: Check {
  static let description = CheckDescription(
    id: "embeddings.dimensions", family: "embeddings",
    rule: "Vectors have as many numbers as dimensions asks for, all of them equally many.",
    level: .must, consequence: "Vector stores refuse them, or compare what cannot be compared.",
    source: .openAIEmbeddings("Body, dimensions"), claims: ["embeddings.dimensions"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let vectors = evidence.embeddingVectors, !evidence.isExpectedToBeRefused else {
      return .notApplicable
    }
    let readable = vectors.filter { $0.numbers?.isEmpty == false }
    guard let first = readable.first?.numbers?.count else { return .notApplicable }
    let asked = evidence.requestBody?["dimensions"]?.int
    guard asked != nil || readable.count > 1 else { return .notApplicable }
    for vector in readable {
      let count = vector.numbers?.count ?? 0
      guard count != asked ?? first else { continue }
      return .found(
        context.finding(
          description, kind: asked == nil ? .wrongValue : .silentlyIgnored,
          at: evidence.place(vector.pointer.appending("embedding")),
          expected: "\(asked ?? first) numbers", actual: "\(count)"))
    }
    return .passed
  }
}
