import Conformance
import WireFormats

/// A 429 for too many requests tells how long to wait. One for a quota that is used up need not:
/// waiting does not help.
enum RetryAfter: Check {
  static let description = CheckDescription(
    id: "errors.retry-after", family: "errors",
    rule: "A 429 tells in Retry-After how long to wait.",
    level: .should, consequence: "Clients guess, and retry too early or far too late.",
    source: .http("section 10.2.3, Retry-After"), claims: ["errors.retry-after"])

  /// Fields by which clients also learn how long to wait.
  private static let others = [
    "retry-after-ms", "x-ratelimit-reset", "x-ratelimit-reset-requests",
    "x-ratelimit-reset-tokens", "ratelimit-reset", "ratelimit",
  ]

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.exchange.status == 429, let fields = evidence.exchange.response?.fields else {
      return .notApplicable
    }
    if fields["Retry-After"] != nil { return .passed }
    let words = [evidence.error?["code"]?.string, evidence.error?["type"]?.string]
    if words.contains(where: { $0?.holds("quota") == true }) { return .notApplicable }
    if others.contains(where: { fields[$0] != nil }) { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(field: "Retry-After"), expected: "a field Retry-After",
        actual: "no such field"))
  }
}
