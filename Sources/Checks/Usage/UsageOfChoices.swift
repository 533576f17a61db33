import Conformance
import WireFormats

/// Where several choices were asked for, usage counts the tokens of all of them. What each has at
/// least is told by its log probabilities, or by the limit that cut it.
enum UsageOfChoices: Check {
  static let description = CheckDescription(
    id: "usage.choices", family: "usage",
    rule: "completion_tokens counts every choice.", level: .must,
    consequence: "Clients that ask for several choices account for one.",
    source: .openAIObject("usage, completion_tokens"), claims: ["chat.n.count"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let path: JSONPointer = "/completion_tokens"
    let answers = evidence.answerChoices
    guard let request = evidence.chatRequest, answers.count > 1,
      let usage = evidence.usageReports.last, let used = usage.count(path)
    else { return .notApplicable }
    let told = answers.map { $0.choice.logprobs?.count ?? 0 }.reduce(0, +)
    // Other limits, of the model's context for instance, may have cut an answer, too.
    let cut = request.limits.map(\.value).min().map { limit in
      answers.map { $0.finishReason == "length" ? limit : 0 }.reduce(0, +)
    }
    guard max(told, cut ?? 0) > 0 else { return .notApplicable }
    func found(_ expected: String, _ level: Level) -> CheckOutcome {
      .found(
        context.finding(
          description, kind: .wrongValue, at: usage.place(path, in: evidence),
          expected: expected, actual: String(used), level: level))
    }
    if used < told {
      return found("at least \(told), as the log probabilities of all choices count", .must)
    }
    if let cut, used < cut {
      return found("at least \(cut), as the limit cut the choices", .should)
    }
    return .passed
  }
}
