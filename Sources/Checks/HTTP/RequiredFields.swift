import Conformance
import WireFormats

/// Answers with certain statuses carry the field that the status is about: 401 `WWW-Authenticate`,
/// 405 `Allow` (RFC 9110 sections 15.5.2 and 15.5.6). The standard says MUST; clients of these
/// services read neither, so it is reported only.
enum RequiredFields: Check {
  static let description = CheckDescription(
    id: "http.required-fields", family: "http",
    rule: "401 carries WWW-Authenticate, 405 carries Allow.",
    level: .may,
    consequence: "Generic HTTP clients cannot tell how to authenticate, or which method to use.",
    source: .http("section 15.5, Client Error 4xx"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let head = evidence.exchange.response,
      let field = [401: "WWW-Authenticate", 405: "Allow"][head.status]
    else { return .notApplicable }
    if head.fields[field] != nil { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(field: field),
        expected: "a field \(field) with status \(head.status)", actual: "no such field"))
  }
}
