import Conformance
import WireFormats

/// The documented rate-limit fields are there and hold numbers.
enum RateLimitFields: Check {
  static let description = CheckDescription(
    id: "http.rate-limit", family: "http",
    rule: "The documented rate-limit fields are sent; limits and remainders are whole numbers.",
    level: .should,
    consequence: "Clients cannot pace themselves and run into 429.",
    source: .practice("rate limits in response fields"), claims: ["headers.rate-limit"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let head = evidence.exchange.response,
      let value = context.claim("headers.rate-limit")?.value,
      let fields = value["fields"]?.array?.compactMap(\.string), !fields.isEmpty
    else { return .notApplicable }
    let isDue =
      value["on"]?.string == "429" ? head.status == 429 : evidence.isSuccess || head.status == 429
    guard isDue, evidence.endpoint == "chat" || head.status == 429 else { return .notApplicable }
    var deviations = Deviations()
    for field in fields {
      guard let text = head.fields[field] else {
        deviations.add(
          "missing",
          context.finding(
            description, at: evidence.place(field: field), expected: "a field \(field)",
            actual: "no such field"))
        continue
      }
      // The form of reset times differs between providers; counts are counts everywhere.
      let name = field.lowercased()
      guard !name.contains("reset"), !text.trimmed.allSatisfy({ $0.isASCII && $0.isNumber })
      else { continue }
      deviations.add(
        "number",
        context.finding(
          description, kind: .wrongValue, at: evidence.place(field: field),
          expected: "a whole number", actual: text))
    }
    return deviations.outcome
  }
}
