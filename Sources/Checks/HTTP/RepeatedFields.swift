import Conformance
import WireFormats

/// A field that holds one value is sent once (RFC 9110 section 5.3).
enum RepeatedFields: Check {
  static let description = CheckDescription(
    id: "http.repeated-fields", family: "http",
    rule: "A field that holds one value is sent once.",
    level: .must,
    consequence: "Some clients take the first value, some the last, some join them with a comma.",
    source: .http("section 5.3, Field Order"))

  /// The fields of one value that clients of these services read. `Content-Length` has its own check.
  private static let singletons = [
    "Content-Type", "Retry-After", "Location", "Date", "Content-Encoding", "Age", "ETag",
  ]

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let fields = evidence.exchange.response?.fields else { return .notApplicable }
    var deviations = Deviations()
    // Content-Encoding is a list, but the same coding twice means a body encoded twice.
    for name in singletons {
      let values = fields.all(named: name)
      guard values.count > 1 else { continue }
      deviations.add(
        name,
        context.finding(
          description, at: evidence.place(field: name), expected: "one \(name) field",
          actual: values.joined(separator: " | "),
          level: Set(values).count > 1 ? .must : .should))
    }
    return deviations.outcome
  }
}
