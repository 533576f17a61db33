import Conformance
import WireFormats

/// Every answer carries the documented field that identifies the request.
enum RequestIdentifier: Check {
  static let description = CheckDescription(
    id: "http.request-id", family: "http",
    rule: "Every answer has the documented field that identifies the request.",
    level: .should,
    consequence: "A failed request cannot be named to the provider's support.",
    source: .practice("request identifiers"), claims: ["headers.request-id"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let head = evidence.exchange.response,
      let field = context.claim("headers.request-id")?.value["field"]?.string
    else { return .notApplicable }
    let value = head.fields[field]
    if value?.trimmed.isEmpty == false { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(field: field), expected: "a field \(field) with a value",
        actual: value == nil ? "no such field" : "an empty value"))
  }
}
