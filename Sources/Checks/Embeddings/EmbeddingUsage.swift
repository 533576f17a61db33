import Conformance
import WireFormats

/// An embeddings answer tells its tokens; there is no completion, so the total is the prompt.
enum EmbeddingUsage: Check {
  static let description = CheckDescription(
    id: "embeddings.usage", family: "embeddings",
    rule: "An embeddings answer tells its tokens, and the total is that of the prompt.",
    level: .must, consequence: "Clients cannot account for the request.",
    source: .openAIEmbeddings("Create embeddings, usage"), claims: ["embeddings.usage"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.endpoint == "embeddings", evidence.isSuccess, let json = evidence.json,
      json["data"]?.array != nil
    else { return .notApplicable }
    guard let prompt = json["usage"]?["prompt_tokens"]?.int,
      let total = json["usage"]?["total_tokens"]?.int
    else {
      guard (json["usage"] ?? .null).object == nil else { return .notApplicable }
      return .found(
        context.finding(
          description, at: evidence.place(.path("usage")), expected: "a usage object",
          actual: json["usage"]?.serialized() ?? "no such member"))
    }
    if prompt == 0 {
      return .found(
        context.finding(
          description, kind: .wrongValue, at: evidence.place(.path("usage", "prompt_tokens")),
          expected: "more than 0", actual: "0"))
    }
    guard total != prompt else { return .passed }
    return .found(
      context.finding(
        description, kind: .wrongValue, at: evidence.place(.path("usage", "total_tokens")),
        expected: String(prompt), actual: String(total)))
  }
}
