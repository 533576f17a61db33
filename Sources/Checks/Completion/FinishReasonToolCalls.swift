import Conformance
import WireFormats

/// `tool_calls` where the model called a tool of its own accord, and only there. A call that was
/// forced by name may end with `stop`, as OpenAI's own do.
enum FinishReasonToolCalls: Check {
  static let description = CheckDescription(
    id: "completion.finish-tool-calls", family: "completion",
    rule: "The finish reason is tool_calls where the model chose to call a tool, else not.",
    level: .must,
    consequence: "Agent loops run tools by this word: they stop with the call unmade, or hang.",
    source: .openAIObject("choices, finish_reason"), claims: ["chat.finish-reason.tool-calls"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest else { return .notApplicable }
    var deviations = Deviations()
    var count = 0
    for answer in evidence.answerChoices {
      guard let reason = answer.finishReason else { continue }
      let hasCalls = !answer.choice.toolCalls.isEmpty
      guard hasCalls || reason == "tool_calls" else { continue }
      count += 1
      if hasCalls, reason == "stop", !request.forcesCallByName {
        deviations.add(
          "stop",
          context.finding(
            description, kind: .wrongValue, at: evidence.place(answer.finishSpot),
            expected: "\"tool_calls\"",
            actual: "\"stop\" beside \(answer.choice.toolCalls.count) tool calls"))
      } else if !hasCalls {
        deviations.add(
          "none",
          context.finding(
            description, kind: .wrongValue, at: evidence.place(answer.finishSpot),
            expected: "\"stop\", or tool calls", actual: "\"tool_calls\" without any call"))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}

extension ChatRequest {
  /// Whether a call was forced by the tool's name.
  var forcesCallByName: Bool {
    if case .named = toolChoice { return true }
    return body["tool_choice"]?["type"]?.string == "custom"
  }
}
