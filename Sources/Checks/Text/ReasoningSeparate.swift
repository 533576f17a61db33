import Conformance
import WireFormats

/// Where the reasoning comes in a member of its own, it does not stand in the content between tags.
/// That holds where the documentation says so, and where this very answer has such a member.
enum ReasoningSeparate: Check {
  static let description = CheckDescription(
    id: "text.reasoning-separate", family: "text",
    rule: "Where reasoning has a member of its own, the content holds only the answer.",
    level: .should, consequence: "The user sees the model's private thoughts as the answer.",
    source: .practice("reasoning members beside content"))

  private static let openings = [
    "<think>", "<thinking>", "<thought>", "<reasoning>", "[THINK]", "<|channel|>", "<|channel>",
    "<seed:think>", "<|begin_of_thought|>", "<|START_THINKING|>",
  ]
  private static let closings = [
    "</think>", "</thinking>", "</thought>", "</reasoning>", "[/THINK]", "</seed:think>",
    "<|end_of_thought|>", "<|END_THINKING|>",
  ]

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest else { return .notApplicable }
    let claim = context.claim("chat.reasoning.separate")
    var deviations = Deviations()
    var count = 0
    for answer in evidence.answerChoices {
      guard claim != nil || answer.hasReasoningMember else { continue }
      count += 1
      guard let tag = tag(in: answer.text), !request.promptText.holds(tag) else { continue }
      var finding = context.finding(
        description, kind: .wrongValue, at: evidence.place(answer.contentSpot),
        expected: "the answer alone in content",
        actual: "\(tag.quoted) in it: \(answer.text.quoted)")
      if let claim {
        finding.level = answer.hasReasoningMember ? max(claim.level, .should) : claim.level
        finding.claim = claim.id
        finding.source = claim.citations.first ?? finding.source
      }
      deviations.add("tag", finding)
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  /// A tag that opens the text, or one that closes thoughts whose opening was part of the prompt.
  private static func tag(in text: String) -> String? {
    let start = text.trimmed
    return openings.first { start.begins(with: $0) } ?? closings.first { text.holds($0) }
  }
}
