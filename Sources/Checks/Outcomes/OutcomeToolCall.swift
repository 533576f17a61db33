public import Conformance
import WireFormats

/// Tools are called as the tool choice says.
///
/// Source: OpenAI, Create chat completion, `tool_choice`, `parallel_tool_calls`.
///
/// Arguments: `subject`; `claim`; `mode`:
/// - `required`: at least one call;
/// - `named`: calls of the tool `name` only;
/// - `none`: no call;
/// - `at-most-one`: no second call;
/// - `auto`, `several`: a call, two calls, if the model makes them.
///
/// A model that chooses not to call a tool breaks no rule; one that writes its call's markup into the
/// text does not choose, its server failed to read it.
public enum OutcomeToolCall: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.tool-call", family: "outcomes",
    rule: "Tools are called as tool_choice and parallel_tool_calls say.", level: .must,
    consequence:
      "An agent that relies on the forced call waits for one that never comes, or runs a "
      + "tool that was forbidden.",
    source: OutcomeSource.create("tool_choice"),
    claims: [
      "chat.tool_choice.required", "chat.tool_choice.named", "chat.tool_choice.none",
      "chat.tool_choice.auto", "chat.parallel_tool_calls.off",
    ])

  /// What models write where their server does not turn it into a call.
  private static let markup = [
    "<tool_call>", "<|tool_call", "[TOOL_CALLS]", "<function=", "<|python_tag|>", "<function_call>",
    "<｜tool▁calls▁begin｜>", "<tool_calls>",
  ]

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let subject = try probe.answer()
    let choice = try subject.choice()
    let names = choice.toolCalls.map { $0.name ?? "" }
    let mode = probe.arguments["mode"]?.string ?? "auto"
    func found(_ kind: Finding.Kind, _ expected: String, _ actual: String) -> CheckOutcome {
      .found([
        context.finding(
          description, kind: kind, at: subject.place("/choices/0/message/tool_calls"),
          expected: expected, actual: actual, claim: probe.claim)
      ])
    }
    switch mode {
    case "none":
      return names.isEmpty
        ? .passed
        : found(.silentlyIgnored, "no tool call", "calls of \(names.joined(separator: ", "))")
    case "at-most-one":
      if names.count > 1 {
        return found(.silentlyIgnored, "one tool call at most", "\(names.count) calls")
      }
    case "required", "named":
      if names.isEmpty {
        try subject.requireUncut()
        return found(
          .silentlyIgnored, "a tool call", "none, but the text \"\(choice.content ?? "")\"")
      }
    default: break
    }
    if let mark = Self.markup.first(where: { choice.content?.contains($0) == true }),
      names.isEmpty
    {
      return found(.malformed, "a structured tool call", "its markup \(mark) in the text")
    }
    guard !names.isEmpty else { throw Untestable(reason: "the model chose not to call a tool") }
    if mode == "named", let name = probe.arguments["name"]?.string,
      let other = names.first(where: { $0 != name })
    {
      return found(.wrongValue, "a call of \(name)", "a call of \(other)")
    }
    if mode == "several", names.count < 2 {
      throw Untestable(reason: "the model chose to make one call only")
    }
    return .passed
  }
}
