import Conformance
import WireFormats

/// The text holds no control token of the model's template, such as `<|im_end|>`.
enum SpecialTokens: Check {
  static let description = CheckDescription(
    id: "text.special-token", family: "text",
    rule: "The text holds no control token of the model's template.", level: .should,
    consequence: "The user sees markup, and the next turn's prompt is torn by it.",
    source: .practice("control tokens of chat templates"))

  private static let anywhere = [
    "<|im_end|>", "<|im_start|>", "<|eot_id|>", "<|end_of_text|>", "<|endoftext|>",
    "<|start_header_id|>", "<|end_header_id|>", "<|end|>", "<end_of_turn>", "<start_of_turn>",
    "<|assistant|>", "<|user|>", "<|end_of_turn|>", "<｜end▁of▁sentence｜>", "<|eom_id|>",
    "<|return|>", "<|message|>", "[/INST]", "<|END_OF_TURN_TOKEN|>", "<|eos|>",
  ]
  /// Also markup of other languages, so only where the text ends with them.
  private static let atEnd = ["</s>", "<eos>", "[EOS]", "<s>"]

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest else { return .notApplicable }
    var deviations = Deviations()
    var count = 0
    for answer in evidence.answerChoices where !answer.text.isEmpty {
      count += 1
      let text = answer.text
      let token =
        anywhere.first { text.holds($0) } ?? atEnd.first { text.trimmed.ends(with: $0) }
      guard let token, !request.promptText.holds(token) else { continue }
      deviations.add(
        "token",
        context.finding(
          description, kind: .wrongValue, at: evidence.place(answer.contentSpot),
          expected: "text alone",
          actual: "\(token.quoted) in \(text.quoted)"))
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
