import Conformance
import WireFormats

/// `tool_choice` binds: `none` and no tools give no call, `required` gives at least one, a name gives
/// that function. What `auto` gives is the model's affair.
enum ToolChoiceObeyed: Check {
  static let description = CheckDescription(
    id: "tools.choice", family: "tools",
    rule: "tool_choice none gives no call, required at least one, a name that function.",
    level: .must,
    consequence: "Clients that force or forbid a call get the opposite, and nothing tells them.",
    source: .openAICreate("Body, tool_choice"),
    claims: [
      "chat.tool_choice.required", "chat.tool_choice.none", "chat.tool_choice.named",
      "chat.tool_choice.without-tools",
    ])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, !evidence.isExpectedToBeRefused else {
      return .notApplicable
    }
    let answers = evidence.answerChoices.filter { $0.finishReason != nil }
    guard !answers.isEmpty else { return .notApplicable }
    guard request.hasTools else {
      return forbid(
        answers, "chat.tool_choice.without-tools", "no call, as no tool was declared",
        evidence, context)
    }
    switch request.toolChoice {
    case .some(.none):
      return forbid(
        answers, "chat.tool_choice.none", "no call with tool_choice none", evidence, context)
    case .required:
      return demand(answers, nil, "chat.tool_choice.required", evidence, context)
    case .named(let name):
      // What is not declared cannot be called.
      guard request.tools.contains(where: { $0.name == name }) else { return .notApplicable }
      return demand(answers, name, "chat.tool_choice.named", evidence, context)
    case .auto, .other, nil: return .notApplicable
    }
  }

  private static func forbid(
    _ answers: [AnswerChoice], _ claim: ClaimID, _ expected: String, _ evidence: Evidence,
    _ context: CheckContext
  ) -> CheckOutcome {
    guard context.claim(claim) != nil else { return .notApplicable }
    return .found(
      answers.first { !$0.choice.toolCalls.isEmpty }.map { answer in
        context.finding(
          description, kind: .silentlyIgnored, at: evidence.place(answer.callsSpot),
          expected: expected,
          actual: names(answer), claim: claim)
      })
  }

  private static func demand(
    _ answers: [AnswerChoice], _ name: String?, _ claim: ClaimID, _ evidence: Evidence,
    _ context: CheckContext
  ) -> CheckOutcome {
    guard context.claim(claim) != nil else { return .notApplicable }
    // Cut or filtered answers may have been on their way to a call.
    let judged = answers.filter(\.endedByItself)
    guard !judged.isEmpty else { return .notApplicable }
    let wanted = name.map { "a call of \($0.quoted)" } ?? "at least one tool call"
    for answer in judged {
      let calls = answer.choice.toolCalls
      let isKept = name == nil ? !calls.isEmpty : calls.contains { $0.name == name }
      if isKept { continue }
      if calls.isEmpty, answer.choice.refusal?.isEmpty == false { continue }
      return .found(
        context.finding(
          description, kind: .silentlyIgnored,
          at: evidence.place(calls.isEmpty ? answer.finishSpot : answer.callsSpot),
          expected: wanted,
          actual: calls.isEmpty ? "no call, but text: \(answer.text.quoted)" : names(answer),
          claim: claim))
    }
    return .passed
  }

  private static func names(_ answer: AnswerChoice) -> String {
    let names = answer.choice.toolCalls.map { ($0.name ?? "").quoted }
    return "\(names.count == 1 ? "a call" : "calls") of \(names.joined(separator: ", "))"
  }
}
