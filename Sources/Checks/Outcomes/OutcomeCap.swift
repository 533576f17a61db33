public import Conformance
import WireFormats

/// A token limit is a cap: no answer has more tokens than it allows, and one that it cut off says
/// `length`.
///
/// Source: OpenAI, Create chat completion, `max_tokens`, `max_completion_tokens`; the chat completion
/// object, `finish_reason`.
///
/// Arguments: `subject` the limited step; `limit` its tokens; `control` a step with a far higher
/// limit, which shows that the answer would have been longer; `claim`.
///
/// Counted by `usage.completion_tokens`, and by words, of which each takes a token at least. Where
/// the control is no longer than the limit, nothing was exercised.
public enum OutcomeCap: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.cap", family: "outcomes",
    rule: "An answer has no more tokens than its limit allows, and says `length` where it was cut.",
    level: .must,
    consequence: "A caller pays for more than it asked for, or takes a cut answer for "
      + "a whole one.",
    source: OutcomeSource.create("max_tokens"),
    claims: ["chat.max_tokens.cap", "chat.max_completion_tokens.cap"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    guard let limit = probe.arguments["limit"]?.int else {
      throw Untestable(reason: "the check was not told the limit")
    }
    let subject = try probe.answer()
    let choice = try subject.choice()
    let words = (choice.content ?? "").split { $0.isWhitespace }.count
    let counted = subject.usage("completion_tokens")
    let tokens = max(counted ?? 0, words > 2 * limit ? words : 0)
    let isLonger = try controlIsLonger(than: limit, probe)
    if tokens > limit {
      // Some servers count the end-of-text token of an answer that ended by itself.
      if tokens == limit + 1, choice.finishReason == "stop", isLonger != true {
        throw Untestable(reason: "the answer ended by itself at the limit")
      }
      return .found([
        context.finding(
          description, kind: tokens > 2 * limit ? .silentlyIgnored : .wrongValue,
          at: Finding.Place(
            step: subject.step,
            pointer: subject.evidence.stream == nil && counted == tokens
              ? "/usage/completion_tokens" : nil),
          expected: "at most \(limit) tokens",
          actual: counted == tokens ? "\(tokens) tokens" : "\(words) words", claim: probe.claim)
      ])
    }
    if isLonger == false {
      throw Untestable(reason: "the control is no longer than the limit")
    }
    guard isLonger == true else {
      if choice.finishReason == "length" { return .passed }
      throw Untestable(reason: "the answer ended by itself below the limit")
    }
    guard choice.finishReason == "length" || context.claim("chat.finish-reason.length") == nil
    else {
      // A tokeniser may write the text in fewer tokens than the control did, by chance of sampling.
      if let counted, counted < limit {
        throw Untestable(reason: "the answer ended by itself below the limit")
      }
      return .found([
        context.finding(
          description, kind: .wrongValue, at: subject.place("/choices/0/finish_reason"),
          expected: "\"length\": the answer was cut off at \(limit) tokens",
          actual: choice.finishReason.map { "\"\($0)\"" } ?? "none",
          claim: "chat.finish-reason.length")
      ])
    }
    return .passed
  }

  /// Whether the control needed more tokens than the limit; `nil` without a control or a count.
  private static func controlIsLonger(than limit: Int, _ probe: ProbeAnswers) throws(Untestable)
    -> Bool?
  {
    guard !probe.names("control").isEmpty else { return nil }
    let control = try probe.answer("control")
    let words = try (control.choice().content ?? "").split { $0.isWhitespace }.count
    if words > limit { return true }
    return control.usage("completion_tokens").map { $0 > limit }
  }
}
