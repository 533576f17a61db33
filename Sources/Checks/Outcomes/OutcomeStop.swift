public import Conformance
import WireFormats

/// A stop sequence ends the text before it and is not part of it.
///
/// Source: OpenAI, Create chat completion, `stop`: "The returned text will not contain the stop
/// sequence."
///
/// Arguments: `subject` the step with `stop`; `control` the same request without; `stop` the
/// sequences; `claim`.
///
/// Where the control's text has none of the sequences, nothing was exercised.
public enum OutcomeStop: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.stop", family: "outcomes",
    rule: "A stop sequence ends the text before it, is no part of it, and the reason is `stop`.",
    level: .must,
    consequence: "An agent that cuts its protocol by stop sequences reads on into invented turns.",
    source: OutcomeSource.create("stop"),
    claims: ["chat.stop.effect", "chat.stop.excluded"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let sequences = probe.names("stop")
    let control = try probe.answer("control").text()
    guard sequences.contains(where: { control.contains($0) }) else {
      throw Untestable(
        reason: "the control's text has none of \(sequences.joined(separator: ", "))")
    }
    let subject = try probe.answer()
    let choice = try subject.choice()
    let text = choice.content ?? ""
    if let sequence = sequences.first(where: { text.hasSuffix($0) && isOnce($0, in: text) }) {
      guard let claim = context.claim("chat.stop.excluded") else { return .passed }
      return .found([
        context.finding(
          description, kind: .wrongValue, at: subject.place("/choices/0/message/content"),
          expected: "a text without the stop sequence \"\(sequence)\"",
          actual: "\"\(Excerpt.cut(text))\"", claim: claim.id)
      ])
    }
    if let sequence = sequences.first(where: { text.contains($0) }) {
      return .found([
        context.finding(
          description, kind: .silentlyIgnored, at: subject.place("/choices/0/message/content"),
          expected: "a text that ends before \"\(sequence)\"",
          actual: "\"\(Excerpt.cut(text))\"", claim: probe.claim)
      ])
    }
    guard choice.finishReason == "stop" || context.claim("chat.finish-reason.stop") == nil else {
      if choice.finishReason == "length" {
        throw Untestable(reason: "the answer was cut off before any stop sequence")
      }
      return .found([
        context.finding(
          description, kind: .wrongValue, at: subject.place("/choices/0/finish_reason"),
          expected: "\"stop\"", actual: choice.finishReason.map { "\"\($0)\"" } ?? "none",
          claim: "chat.finish-reason.stop")
      ])
    }
    return emptiness(of: text, control: control, sequences, subject, probe, context)
  }

  /// The control began with other text than a stop sequence, so that something stood before it here,
  /// too; what was sampled may differ, so that this is no *must*.
  private static func emptiness(
    of text: String, control: String, _ sequences: [String], _ subject: Answer,
    _ probe: ProbeAnswers, _ context: CheckContext
  ) -> CheckOutcome {
    guard text.isEmpty, !sequences.contains(where: { control.hasPrefix($0) }) else {
      return .passed
    }
    return .found([
      context.finding(
        description, kind: .wrongValue, at: subject.place("/choices/0/message/content"),
        expected: "the text before the stop sequence, as in \"\(Excerpt.cut(control))\"",
        actual: "no text", level: .should, claim: probe.claim)
    ])
  }

  /// Whether the sequence stands in the text once only: then generation did stop at it.
  private static func isOnce(_ sequence: String, in text: String) -> Bool {
    text.dropLast(sequence.count).contains(sequence) == false
  }
}
