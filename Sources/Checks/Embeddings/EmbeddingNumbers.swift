import Conformance
import WireFormats

/// The numbers of a vector are finite, and not all of them are zero.
enum EmbeddingNumbers: Check {
  static let description = CheckDescription(
    id: "embeddings.numbers", family: "embeddings",
    rule: "A vector has finite numbers that are not all zero.", level: .must,
    consequence: "Similarities become undefined for every search that meets the vector.",
    source: .openAIEmbeddings("The embedding object, embedding"),
    claims: ["embeddings.response.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let vectors = evidence.embeddingVectors, !vectors.isEmpty else { return .notApplicable }
    for vector in vectors {
      guard let numbers = vector.numbers else { continue }
      let problem: String
      if numbers.isEmpty {
        problem = "no number at all"
      } else if let wrong = numbers.firstIndex(where: { !$0.isFinite }) {
        problem = "\(numbers[wrong]) at \(wrong)"
      } else if numbers.allSatisfy({ $0 == 0 }) {
        problem = "zeros alone"
      } else {
        continue
      }
      return .found(
        context.finding(
          description, kind: .wrongValue,
          at: evidence.place(vector.pointer.appending("embedding")), expected: "finite numbers",
          actual: problem))
    }
    return .passed
  }
}
