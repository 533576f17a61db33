import Conformance
import WireFormats

/// Where the answer shows reasoning, usage counts tokens for it.
enum ReasoningCounted: Check {
  static let description = CheckDescription(
    id: "usage.reasoning", family: "usage",
    rule: "reasoning_tokens is not 0 where the answer shows reasoning.", level: .should,
    consequence: "Clients show or bill reasoning as free.",
    source: .openAIObject("usage, completion_tokens_details, reasoning_tokens"),
    claims: ["chat.reasoning.count"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let path: JSONPointer = "/completion_tokens_details/reasoning_tokens"
    guard let usage = evidence.usageReports.last, let count = usage.count(path) else {
      return .notApplicable
    }
    let reasons = evidence.answerChoices.contains { !$0.reasoning.trimmed.isEmpty }
    guard reasons else { return .notApplicable }
    guard count == 0 else { return .passed }
    return .found(
      context.finding(
        description, kind: .wrongValue, at: usage.place(path, in: evidence),
        expected: "more than 0, as the answer shows reasoning", actual: "0"))
  }
}
