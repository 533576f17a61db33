import Conformance
import WireFormats

/// `total_tokens` is the sum of prompt and completion tokens; reasoning is among the latter.
enum UsageTotal: Check {
  static let description = CheckDescription(
    id: "usage.total", family: "usage",
    rule: "total_tokens is prompt_tokens plus completion_tokens.", level: .must,
    consequence: "Cost and budget computed from the parts disagree with the bill.",
    source: .openAIObject("usage, total_tokens"), claims: ["chat.usage.total"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var deviations = Deviations()
    var count = 0
    for usage in evidence.usageReports {
      guard let prompt = usage.count("/prompt_tokens"),
        let completion = usage.count("/completion_tokens"), let total = usage.count("/total_tokens")
      else { continue }
      count += 1
      // Counts near the end of what an integer holds are no counts.
      let (sum, overflow) = prompt.addingReportingOverflow(completion)
      guard overflow || sum != total else { continue }
      deviations.add(
        "total",
        context.finding(
          description, kind: .wrongValue, at: usage.place("/total_tokens", in: evidence),
          expected: "\(prompt) + \(completion)" + (overflow ? "" : " = \(sum)"),
          actual: String(total)))
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
