import Conformance
import WireFormats

/// No more tokens are generated than the request allows, for each choice: exactly, not about.
enum TokenLimit: Check {
  static let description = CheckDescription(
    id: "usage.limit", family: "usage",
    rule: "No more tokens are generated than max_tokens or max_completion_tokens allow.",
    level: .must, consequence: "The answer costs more, and takes longer, than the client allowed.",
    source: .openAICreate("Body, max_completion_tokens"),
    claims: ["chat.max_completion_tokens.cap", "chat.max_tokens.cap"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, !evidence.isExpectedToBeRefused, evidence.isWhole
    else { return .notApplicable }
    // Where both are given, the documentation need not say which one counts: the larger is safe.
    let documented = request.limits.filter { context.claim("chat.\($0.name).cap") != nil }
    // Which of two members of the same name counts is not defined (RFC 8259 section 4).
    let names = (request.body.object?.members ?? []).map(\.name)
    guard documented.allSatisfy({ limit in names.count { $0 == limit.name } == 1 }) else {
      return .notApplicable
    }
    guard documented.count == request.limits.count,
      let limit = documented.max(by: { $0.value < $1.value }), let n = request.n
    else { return .notApplicable }
    let claim = "chat.\(limit.name).cap"
    let (allowed, overflow) = limit.value.multipliedReportingOverflow(by: n)
    guard !overflow else { return .notApplicable }
    if let usage = evidence.usageReports.last, let used = usage.count("/completion_tokens") {
      guard used > allowed else { return .passed }
      let reasoning = usage.count("/completion_tokens_details/reasoning_tokens") ?? 0
      // The older name does not say whether reasoning counts.
      let isDoubtful = limit.name == "max_tokens" && used - reasoning <= allowed
      return .found(
        context.finding(
          description, kind: used > 2 * allowed ? .silentlyIgnored : .wrongValue,
          at: usage.place("/completion_tokens", in: evidence),
          expected: "at most \(allowed)" + (n > 1 ? ", \(limit.value) for each choice" : ""),
          actual: String(used), level: isDoubtful ? .should : nil, claim: claim))
    }
    return judgeEntries(evidence, limit.value, claim, context)
  }

  /// Without usage, log probabilities still count the tokens of the text.
  private static func judgeEntries(
    _ evidence: Evidence, _ limit: Int, _ claim: ClaimID, _ context: CheckContext
  ) -> CheckOutcome {
    let counted = evidence.answerChoices.filter { $0.choice.logprobs?.isEmpty == false }
    guard !counted.isEmpty else { return .notApplicable }
    return .found(
      counted.first { ($0.choice.logprobs ?? []).count > limit }.map { answer in
        context.finding(
          description, kind: .wrongValue, at: evidence.place(answer.logprobsSpot),
          expected: "at most \(limit) tokens",
          actual: "\((answer.choice.logprobs ?? []).count) entries of log probabilities",
          claim: claim)
      })
  }
}
