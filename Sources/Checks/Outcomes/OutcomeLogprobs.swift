public import Conformance
import WireFormats

/// Log probabilities come where they are asked for, as many alternatives as asked for at most, and
/// only then.
///
/// Source: OpenAI, Create chat completion, `logprobs`, `top_logprobs`.
///
/// Arguments: `subject`; `expect`, `present` or `absent`; `top`, the most alternatives a token; `claim`.
///
/// Fewer alternatives than asked for are legal.
public enum OutcomeLogprobs: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.logprobs", family: "outcomes",
    rule: "Log probabilities are there when asked for, with top_logprobs alternatives at most.",
    level: .must, consequence: "A caller that scores answers finds nothing to score them by.",
    source: OutcomeSource.create("logprobs"),
    claims: ["chat.logprobs.content", "chat.top_logprobs.count"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let subject = try probe.answer()
    let choice = try subject.choice()
    let entries = choice.logprobs ?? []
    func found(_ kind: Finding.Kind, _ expected: String, _ actual: String) -> CheckOutcome {
      .found([
        context.finding(
          description, kind: kind, at: subject.place("/choices/0/logprobs"), expected: expected,
          actual: actual, claim: probe.claim)
      ])
    }
    if probe.arguments["expect"] == "absent" {
      return entries.isEmpty
        ? .passed : found(.wrongValue, "no log probabilities", "\(entries.count) entries")
    }
    if entries.isEmpty {
      guard choice.content?.isEmpty == false else {
        throw Untestable(reason: "the answer has no text")
      }
      return found(.silentlyIgnored, "log probabilities", "none")
    }
    guard let top = probe.arguments["top"]?.int else { return .passed }
    let counts = entries.map { $0["top_logprobs"]?.array?.count ?? 0 }
    let most = counts.max() ?? 0
    if most > top { return found(.wrongValue, "\(top) alternatives at most", "\(most)") }
    if top > 0, most == 0 { return found(.silentlyIgnored, "up to \(top) alternatives", "none") }
    return .passed
  }
}
