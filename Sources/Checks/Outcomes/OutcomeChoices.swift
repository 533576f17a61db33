public import Conformance
import WireFormats

/// As many choices come as were asked for, with the indices 0, 1, 2 …, and each of them ends.
///
/// Source: OpenAI, Create chat completion, `n`; the chat completion object, `choices`.
///
/// Arguments: `subject`; `count`; `claim`.
public enum OutcomeChoices: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.choices", family: "outcomes",
    rule: "There are n choices with the indices 0 to n − 1, each with its finish reason.",
    level: .must,
    consequence: "A caller that ranks candidates gets fewer than it pays for, or loses "
      + "one behind another's index.",
    source: OutcomeSource.create("n"), claims: ["chat.n.count", "chat.response.choices"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    guard let count = probe.arguments["count"]?.int else {
      throw Untestable(reason: "the check was not told the count")
    }
    let subject = try probe.answer()
    let choices = try subject.completion().choices
    let indices = choices.map { $0.index.map(String.init) ?? "none" }
    if choices.count != count || Set(choices.compactMap(\.index)) != Set(0..<count) {
      return .found([
        context.finding(
          description, kind: count > 1 && choices.count == 1 ? .silentlyIgnored : .wrongValue,
          at: subject.place("/choices"),
          expected: "\(count) choices with the indices 0 to \(count - 1)",
          actual: "\(choices.count) with the indices \(indices.joined(separator: ", "))",
          claim: probe.claim)
      ])
    }
    let unfinished = choices.filter { $0.finishReason == nil }.compactMap(\.index)
    guard unfinished.isEmpty else {
      return .found([
        context.finding(
          description, kind: .malformed, at: subject.place("/choices"),
          expected: "a finish reason for every choice",
          actual: "none for \(unfinished.map(String.init).joined(separator: ", "))",
          claim: probe.claim)
      ])
    }
    return .passed
  }
}
