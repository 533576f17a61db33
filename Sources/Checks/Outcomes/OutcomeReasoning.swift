public import Conformance
import WireFormats

/// Reasoning stands apart from the answer, and not at all where it is switched off.
///
/// Source: each provider's page; no standard exists, `reasoning_content` and `reasoning` are both in
/// use.
///
/// Arguments: `subject`; `claim`; `mode`:
/// - `separate`: the text holds no thinking markup, and the answer is not in the reasoning alone;
/// - `present`: some reasoning is told or counted;
/// - `absent`: none is.
public enum OutcomeReasoning: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.reasoning", family: "outcomes",
    rule: "Reasoning is kept apart from the answer, and is absent where it is switched off.",
    level: .must, consequence: "Users read the model's notes, or find no answer at all.",
    source: OutcomeSource.create("reasoning_effort"),
    claims: ["chat.reasoning.separate", "chat.reasoning.switch", "chat.reasoning.count"])

  private static let markup = [
    "<think>", "</think>", "<thinking>", "<thought>", "<|channel|>", "<reasoning>",
  ]

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let subject = try probe.answer()
    let choice = try subject.choice()
    let content = choice.content ?? ""
    let reasoning = choice.reasoning.values.joined()
    let counted =
      subject.evidence.completion?.usage?["completion_tokens_details"]?["reasoning_tokens"]?.int
      ?? 0
    func found(_ kind: Finding.Kind, _ expected: String, _ actual: String) -> CheckOutcome {
      .found([
        context.finding(
          description, kind: kind, at: subject.place(), expected: expected, actual: actual,
          claim: probe.claim)
      ])
    }
    if let mark = markup.first(where: { content.contains($0) }) {
      return found(.wrongValue, "a text without the model's reasoning", "\(mark) in the text")
    }
    switch probe.arguments["mode"]?.string {
    case "absent":
      if !reasoning.isEmpty || counted > 0 {
        return found(
          .silentlyIgnored, "no reasoning",
          reasoning.isEmpty ? "\(counted) reasoning tokens" : "\"\(reasoning)\"")
      }
      return .passed
    case "present":
      guard !reasoning.isEmpty || counted > 0 else {
        throw Untestable(reason: "the model told no reasoning")
      }
      return .passed
    default:
      try subject.requireUncut()
      if content.isEmpty, !reasoning.isEmpty, choice.toolCalls.isEmpty {
        return found(.wrongValue, "the answer in the content", "all of it in the reasoning")
      }
      guard !reasoning.isEmpty else { throw Untestable(reason: "the model told no reasoning") }
      return .passed
    }
  }
}
