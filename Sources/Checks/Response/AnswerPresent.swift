import Conformance
import WireFormats

/// A success holds the kind of body that the endpoint answers with: a completion, a list, vectors.
enum AnswerPresent: Check {
  static let description = CheckDescription(
    id: "response.answer", family: "response",
    rule: "A success holds the kind of body that the endpoint answers with.", level: .must,
    consequence: "Clients are told of a success and find nothing in it.",
    source: .openAIObject("The chat completion object"),
    claims: [
      "chat.response.schema", "chat.response.own.schema", "models.list.schema",
      "embeddings.response.schema",
    ])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isSuccess, !evidence.isExpectedToBeRefused,
      let (expected, isThere) = wanted(of: evidence)
    else { return .notApplicable }
    // A stream that an error ended before its first chunk has that check's attention.
    if isThere || evidence.errorEvent != nil { return .passed }
    let actual =
      switch evidence.payload {
      case .empty: "an empty body"
      case .json: "another JSON text"
      case .malformedJSON: "a text that is not JSON"
      case .eventStream: "a stream without any chunk"
      case .other: "something else: " + evidence.excerpt(around: 24)
      }
    return .found(
      context.finding(
        description, at: evidence.place(offset: 0), expected: expected, actual: actual))
  }

  /// What the endpoint answers with, and whether it is there.
  private static func wanted(of evidence: Evidence) -> (String, Bool)? {
    switch evidence.endpoint {
    case "chat": ("a completion", evidence.completion != nil)
    case "models": ("a list of models", evidence.json != nil)
    case "model": ("a model", evidence.json != nil)
    case "embeddings": ("a list of vectors", evidence.json != nil)
    default: nil
    }
  }
}
