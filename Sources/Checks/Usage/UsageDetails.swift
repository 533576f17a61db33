import Conformance
import WireFormats

/// No detail exceeds what it is a detail of: reasoning tokens are completion tokens, cached tokens
/// are prompt tokens.
enum UsageDetails: Check {
  static let description = CheckDescription(
    id: "usage.details", family: "usage",
    rule: "Reasoning tokens are among the completion tokens, cached ones among the prompt tokens.",
    level: .must, consequence: "Cost computed from the details disagrees with the totals.",
    source: .openAIObject("usage, completion_tokens_details"), claims: ["chat.usage.details"])

  private static let parts: [(whole: JSONPointer, detail: JSONPointer)] = [
    ("/prompt_tokens", "/prompt_tokens_details/cached_tokens"),
    ("/prompt_tokens", "/prompt_tokens_details/cache_write_tokens"),
    ("/prompt_tokens", "/prompt_tokens_details/audio_tokens"),
    ("/prompt_tokens", "/prompt_tokens_details/text_tokens"),
    ("/prompt_tokens", "/prompt_tokens_details/image_tokens"),
    ("/completion_tokens", "/completion_tokens_details/reasoning_tokens"),
    ("/completion_tokens", "/completion_tokens_details/audio_tokens"),
    ("/completion_tokens", "/completion_tokens_details/text_tokens"),
  ]

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var deviations = Deviations()
    var count = 0
    for usage in evidence.usageReports {
      for (whole, detail) in parts {
        guard let limit = usage.count(whole), let value = usage.count(detail) else { continue }
        count += 1
        guard value > limit else { continue }
        deviations.add(
          detail.description,
          context.finding(
            description, kind: .wrongValue, at: usage.place(detail, in: evidence),
            expected: "at most \(limit), the \(whole.tokens[0])", actual: String(value)))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
