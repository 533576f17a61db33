public import Conformance
import WireFormats

/// Two requests that the documentation calls equal are answered with the same text: leaving a
/// parameter out and sending its documented default.
///
/// Source: each parameter's documented default.
///
/// Arguments: `subject` the step to hold against `control`, two or more steps of one request; `claim`.
///
/// Where the controls differ among themselves the endpoint is not deterministic, and nothing can be
/// compared.
public enum OutcomeSameText: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.same-text", family: "outcomes",
    rule: "Requests that are documented as equal are answered with the same text.", level: .must,
    consequence: "What a caller leaves out is not what the documentation says it gets.",
    source: OutcomeSource.create("defaults"))

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let control = try probe.settledText("control")
    let subject = try probe.answer()
    let text = try subject.said()
    if text == control { return .passed }
    return .found([
      context.finding(
        description, kind: .wrongValue, at: subject.place("/choices/0/message"),
        expected: "the same answer as to the control, \"\(Excerpt.cut(control))\"",
        actual: "\"\(text)\"", level: probe.level, claim: probe.claim)
    ])
  }
}

extension ProbeAnswers {
  /// The level that the probe asks for, `nil` where the claim's own is meant.
  var level: Level? { arguments["level"]?.string.flatMap { Level(rawValue: $0) } }

  /// What all steps of an argument said alike.
  ///
  /// - Throws: ``Untestable`` where they differ: the endpoint is then not deterministic.
  func settledText(_ argument: String) throws(Untestable) -> String {
    var said: [String] = []
    for answer in try answers(argument) { said.append(try answer.said()) }
    guard let first = said.first else {
      throw Untestable(reason: "the check was not told its \(argument)")
    }
    guard said.allSatisfy({ $0 == first }) else {
      throw Untestable(
        reason: "the control \(names(argument).joined(separator: ", ")) differs from one request "
          + "to the next, so the endpoint is not deterministic")
    }
    return first
  }
}

extension Answer {
  /// All that the first choice says, as one text: content, and calls with their arguments.
  func said() throws(Untestable) -> String {
    let choice = try choice()
    let calls = choice.toolCalls.map { "\($0.name ?? "")(\($0.arguments ?? ""))" }
    return ([choice.content ?? ""] + calls).joined(separator: "\n")
  }
}
