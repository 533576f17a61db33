import Conformance
import WireFormats

/// A request with messages took prompt tokens, and an answer with text took completion tokens.
enum UsagePlausible: Check {
  static let description = CheckDescription(
    id: "usage.zero", family: "usage",
    rule: "A prompt and a text take more than zero tokens.", level: .must,
    consequence: "Clients account for the request as free.",
    source: .openAIObject("usage, prompt_tokens: Number of tokens in the prompt"),
    claims: ["chat.response.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isWhole, evidence.errorEvent == nil, let usage = evidence.usageReports.last,
      let request = evidence.chatRequest
    else { return .notApplicable }
    var deviations = Deviations()
    var count = 0
    func judge(_ member: JSONPointer, _ due: Bool, _ reason: String) {
      guard due, let value = usage.count(member) else { return }
      count += 1
      guard value == 0 else { return }
      deviations.add(
        member.description,
        context.finding(
          description, kind: .wrongValue, at: usage.place(member, in: evidence),
          expected: "more than 0, as \(reason)", actual: "0"))
    }
    judge("/prompt_tokens", !request.promptText.isEmpty, "the request has messages")
    let hasText = evidence.answerChoices.contains { !$0.text.isEmpty || !$0.reasoning.isEmpty }
    judge("/completion_tokens", hasText, "the answer has text")
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
