public import Conformance
import WireFormats

/// What stands earlier in a conversation reaches the model: the answer uses it, or at least the prompt
/// is counted with it.
///
/// Source: OpenAI, Create chat completion, `messages`; the chat completion object, `usage`.
///
/// Arguments: `subject`; `contains`, words of which the answer has one where the model heard; `control`
/// the same conversation without them; `claim`.
///
/// How clever a model is, is not judged: an answer without the words is inconclusive unless the prompt
/// is not even counted longer than the control's, which shows that the messages were dropped.
public enum OutcomeRecall: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.recall", family: "outcomes",
    rule: "Earlier messages, system messages and content parts reach the model.", level: .must,
    consequence: "The conversation has no memory, and nothing says so.",
    source: OutcomeSource.create("messages"),
    claims: ["chat.messages.history", "chat.messages.roles", "chat.messages.parts"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let subject = try probe.answer()
    let text = (try subject.choice().content ?? "").lowercased()
    let words = probe.names("contains")
    if words.contains(where: { text.contains($0.lowercased()) }) { return .passed }
    guard !probe.names("control").isEmpty, let counted = subject.usage("prompt_tokens"),
      let without = try probe.answer("control").usage("prompt_tokens")
    else {
      throw Untestable(
        reason: "the model did not say \(words.joined(separator: " or ")), as is its right")
    }
    guard counted > without else {
      return .found([
        context.finding(
          description, kind: .silentlyIgnored, at: subject.place("/usage/prompt_tokens"),
          expected: "more prompt tokens than the control's \(without)", actual: "\(counted)",
          claim: probe.claim)
      ])
    }
    throw Untestable(
      reason: "the model heard the messages but did not say \(words.joined(separator: " or "))")
  }
}
