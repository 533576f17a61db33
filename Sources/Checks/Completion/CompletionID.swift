import Conformance
import WireFormats

/// A completion has an id that is not empty.
enum CompletionID: Check {
  static let description = CheckDescription(
    id: "completion.id", family: "completion", rule: "A completion's id is not empty.",
    level: .must, consequence: "Answers cannot be told apart, logged or looked up.",
    source: .openAIObject("id"), claims: ["chat.response.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let id = evidence.plainCompletion?["id"]?.string else { return .notApplicable }
    guard id.trimmed.isEmpty else { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(.path("id")), expected: "an id", actual: id.quoted))
  }
}
