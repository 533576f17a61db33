import Conformance
import WireFormats

/// At each place at most `top_logprobs` alternatives are listed; there may be fewer.
enum TopLogprobCount: Check {
  static let description = CheckDescription(
    id: "logprobs.top-count", family: "logprobs",
    rule: "At most top_logprobs alternatives are listed at each place.", level: .must,
    consequence: "Clients that size their tables by the request overflow them.",
    source: .openAICreate("Body, top_logprobs"), claims: ["chat.top_logprobs.count"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, request.asksForLogprobs,
      !evidence.isExpectedToBeRefused
    else { return .notApplicable }
    let entries = evidence.logprobEntries.filter { $0.value["top_logprobs"]?.array != nil }
    guard !entries.isEmpty else { return .notApplicable }
    let isAsked = request.body["top_logprobs"]?.int != nil
    var deviations = Deviations()
    for entry in entries {
      let count = (entry.value["top_logprobs"]?.array ?? []).count
      guard count > request.topLogprobs else { continue }
      deviations.add(
        "count",
        context.finding(
          description, kind: .wrongValue, at: entry.place(.path("top_logprobs"), in: evidence),
          expected: isAsked ? "at most \(request.topLogprobs)" : "none, as none were asked for",
          actual: String(count), level: isAsked ? nil : .should))
    }
    return deviations.outcome
  }
}
