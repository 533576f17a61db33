import Conformance
import WireFormats

/// An error has a JSON body: not HTML, not plain text, not nothing.
enum ErrorBody: Check {
  static let description = CheckDescription(
    id: "errors.body", family: "errors", rule: "An error has a JSON body.", level: .must,
    consequence: "Clients can tell neither cause nor cure: the message is lost.",
    source: .openAIErrors("API errors"),
    claims: ["errors.envelope.own.schema", "errors.envelope.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    // Errors of endpoints that are not the API's own, such as a health page, have no documented form.
    guard evidence.isErrorStatus, evidence.endpoint != "health",
      evidence.exchange.request.method != "HEAD"
    else { return .notApplicable }
    let actual: String
    switch evidence.payload {
    case .json: return .passed
    // Its syntax is told by the check of syntax.
    case .malformedJSON: return .notApplicable
    case .empty: actual = "an empty body"
    case .eventStream: actual = "an event stream"
    case .other: actual = evidence.excerpt(around: 24)
    }
    return .found(
      context.finding(
        description, at: evidence.place(offset: 0),
        expected: "a JSON body with status "
          + "\(evidence.exchange.status ?? 0)", actual: actual,
        level: evidence.isOutage ? .should : nil))
  }
}
