import Conformance
import WireFormats

/// With `parallel_tool_calls` false an answer holds at most one call.
enum ParallelCalls: Check {
  static let description = CheckDescription(
    id: "tools.parallel", family: "tools",
    rule: "With parallel_tool_calls false an answer holds at most one call.", level: .must,
    consequence: "Clients that run one call at a time drop the others.",
    source: .openAICreate("Body, parallel_tool_calls"), claims: ["chat.parallel_tool_calls.off"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest,
      request.body["parallel_tool_calls"]?.bool == false, !evidence.isExpectedToBeRefused
    else { return .notApplicable }
    let answers = evidence.answerChoices.filter { !$0.choice.toolCalls.isEmpty }
    guard !answers.isEmpty else { return .notApplicable }
    return .found(
      answers.first { $0.choice.toolCalls.count > 1 }.map { answer in
        context.finding(
          description, kind: .silentlyIgnored, at: evidence.place(answer.callsSpot),
          expected: "at most one call",
          actual: "\(answer.choice.toolCalls.count) calls")
      })
  }
}
