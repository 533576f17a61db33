import Conformance
import WireFormats

/// The body of an error is called what it is: `application/json`, also where a stream was asked for.
enum ErrorMediaType: Check {
  static let description = CheckDescription(
    id: "errors.media-type", family: "errors", rule: "A JSON error is application/json.",
    level: .must, consequence: "Clients do not parse the body and lose the message.",
    source: .http("section 8.3, Content-Type"), claims: ["errors.media-type"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isErrorStatus, evidence.endpoint != "health", evidence.json != nil else {
      return .notApplicable
    }
    if evidence.mediaType?.isJSON == true { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(field: "Content-Type"), expected: "application/json",
        actual: evidence.exchange.response?.fields["Content-Type"] ?? "no Content-Type",
        level: evidence.isOutage ? .should : nil))
  }
}
