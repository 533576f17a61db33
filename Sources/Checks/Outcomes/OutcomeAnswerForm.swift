public import Conformance
import WireFormats

/// An answer has the form that was asked for: one JSON body, or an event stream.
///
/// Source: OpenAI, Create chat completion, `stream`, which defaults to false.
///
/// Arguments: `subject`; `form`, `json` or `event-stream`; `claim`.
public enum OutcomeAnswerForm: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.answer-form", family: "outcomes",
    rule: "An answer is one JSON body unless a stream is asked for, and a stream where it is.",
    level: .must, consequence: "A client that waits for a JSON body gets events, or the reverse.",
    source: OutcomeSource.create("stream"), claims: ["chat.stream.default", "chat.stream"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let subject = try probe.answer()
    let wanted = probe.arguments["form"]?.string ?? "json"
    let form: String
    switch subject.evidence.payload {
    case .eventStream: form = "event-stream"
    case .json, .malformedJSON: form = "json"
    case .empty, .other: throw Untestable(reason: "the answer is neither JSON nor an event stream")
    }
    if form == wanted { return .passed }
    return .found([
      context.finding(
        description, kind: wanted == "json" ? .wrongValue : .silentlyIgnored,
        at: Finding.Place(step: subject.step, offset: 0),
        expected: wanted == "json" ? "one JSON body" : "an event stream",
        actual: form == "json" ? "one JSON body" : "an event stream", claim: probe.claim)
    ])
  }
}
