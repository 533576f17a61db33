import Conformance
import WireFormats

/// `Retry-After` is a number of whole seconds or an HTTP date (RFC 9110 section 10.2.3).
enum RetryAfterForm: Check {
  static let description = CheckDescription(
    id: "errors.retry-after-form", family: "errors",
    rule: "Retry-After is whole seconds or an HTTP date.", level: .must,
    consequence: "Clients cannot read the time to wait and retry at once.",
    source: .http("section 10.2.3, Retry-After"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let value = evidence.exchange.response?.fields["Retry-After"]?.trimmed else {
      return .notApplicable
    }
    let isSeconds = !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isSeconds || HTTPDate(parsing: value) != nil { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(field: "Retry-After"),
        expected: "whole seconds or an HTTP date", actual: value.quoted))
  }
}
