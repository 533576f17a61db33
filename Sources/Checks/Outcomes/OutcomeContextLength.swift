public import Conformance
public import WireFormats

/// A prompt longer than the model's context is refused by 4xx, before any answer begins.
///
/// Source: OpenAI, error codes, `context_length_exceeded`.
///
/// Arguments: `subject`, the long request; `claim`.
///
/// A model whose context is long enough answers: then nothing was exercised.
public enum OutcomeContextLength: OutcomeCheck {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.context-length", family: "outcomes",
    rule: "A prompt that is too long is refused with a 4xx that says so.", level: .should,
    consequence: "A caller cannot tell a prompt to shorten from an outage to wait for.",
    source: OutcomeSource.create("context length"), claims: ["chat.context-length"])

  /// Judges a probe.
  public static func examine(
    _ steps: ProbeEvidence, arguments: JSONValue, in context: CheckContext
  ) -> CheckOutcome {
    let probe = ProbeAnswers(evidence: steps, arguments: arguments)
    guard let evidence = probe.names("subject").first.flatMap({ steps[$0] }),
      let status = evidence.exchange.status
    else { return .inconclusive("not testable: the long request got no response") }
    switch status {
    case 200..<300:
      return .inconclusive("not testable: the model's context is longer than the prompt")
    case 429, 408, 503, 504:
      return .inconclusive("not testable: status \(status)")
    case 400..<500: return .passed
    default:
      return .found([
        context.finding(
          description, kind: .wrongValue, at: Finding.Place(step: evidence.step),
          expected: "a 4xx", actual: "status \(status)", claim: probe.claim)
      ])
    }
  }
}
