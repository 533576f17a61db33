import Conformance
import WireFormats

/// With `encoding_format` base64 a vector is the base64 text of little-endian 32-bit floats,
/// otherwise an array of numbers.
enum EmbeddingEncoding: Check {
  static let description = CheckDescription(
    id: "embeddings.encoding", family: "embeddings",
    rule: "Vectors come in the encoding asked for.", level: .must,
    consequence: "Official clients ask for base64 by default; typed ones fail on an array.",
    source: .openAIEmbeddings("Body, encoding_format"), claims: ["embeddings.base64"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let vectors = evidence.embeddingVectors, !vectors.isEmpty,
      !evidence.isExpectedToBeRefused
    else { return .notApplicable }
    let wantsText: Bool
    switch evidence.requestBody?["encoding_format"] ?? .null {
    case .null, .string("float"): wantsText = false
    case .string("base64"): wantsText = true
    default: return .notApplicable
    }
    for vector in vectors {
      let place = { evidence.place(vector.pointer.appending("embedding")) }
      if vector.isText != wantsText {
        return .found(
          context.finding(
            description, kind: .silentlyIgnored, at: place(),
            expected: wantsText ? "a base64 text" : "an array of numbers",
            actual: vector.isText ? "a text" : "an array"))
      }
      if vector.isText, vector.numbers == nil {
        return .found(
          context.finding(
            description, at: place(), expected: "base64 of 32-bit floats", actual: "another text"))
      }
    }
    return .passed
  }
}
