import Conformance
import WireFormats

/// `length` where the request's limit of tokens was reached, and only there. A natural end may fall
/// on the limit by chance, so this warns; the probes of limits make sure that it is no chance.
enum FinishReasonLength: Check {
  static let description = CheckDescription(
    id: "completion.finish-length", family: "completion",
    rule: "The finish reason is length where the limit of tokens cut the answer.", level: .should,
    consequence: "Clients take a cut answer for whole, or ask for more where there is none.",
    source: .openAIObject("choices, finish_reason"), claims: ["chat.finish-reason.length"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, request.n == 1, !evidence.isExpectedToBeRefused,
      let limit = request.limits.map(\.value).max(),
      let used = evidence.completion?.usage?["completion_tokens"]?.int,
      let answer = evidence.answerChoices.first, let reason = answer.finishReason
    else { return .notApplicable }
    // A stop sequence that was found is not told apart from a natural end.
    if reason == "stop", used >= limit, request.stopSequences.isEmpty, !answer.text.isEmpty {
      return .found(
        context.finding(
          description, kind: .wrongValue, at: evidence.place(answer.finishSpot),
          expected: "\"length\"",
          actual: "\"stop\" with \(used) of \(limit) tokens used", level: .should))
    }
    if reason == "length", used < smallest(request.limits.map(\.value)) {
      return .found(
        context.finding(
          description, kind: .wrongValue, at: evidence.place(answer.finishSpot),
          expected: "\"stop\", or the limit of \(limit) tokens used up",
          actual: "\"length\" with \(used) tokens used", level: .should))
    }
    return reason == "length" || reason == "stop" ? .passed : .notApplicable
  }

  private static func smallest(_ limits: [Int]) -> Int { limits.min() ?? 0 }
}
