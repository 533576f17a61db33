public import Conformance
import WireFormats

/// A request id that the caller sends comes back in the response's fields.
///
/// Source: the provider's page on request ids.
///
/// Arguments: `subject`; `field`; `value`, what was sent; `claim`.
public enum OutcomeEchoField: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.echo-field", family: "outcomes",
    rule: "A request id that the caller gives is returned as it was given.", level: .must,
    consequence: "A request cannot be found again in the provider's logs.",
    source: OutcomeSource.create("request ids"), claims: ["headers.request-id.echo"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    guard let field = probe.arguments["field"]?.string,
      let value = probe.arguments["value"]?.string
    else { throw Untestable(reason: "the check was not told the field") }
    let subject = try probe.answer()
    let returned = subject.evidence.exchange.response?.fields[field]
    if returned == value { return .passed }
    return .found([
      context.finding(
        description, kind: returned == nil ? .silentlyIgnored : .wrongValue,
        at: Finding.Place(step: subject.step, field: field.lowercased()), expected: value,
        actual: returned ?? "no such field", claim: probe.claim)
    ])
  }
}
