import Conformance
import WireFormats

/// A response is not compressed for a client that accepts no compression (RFC 9110 section 12.5.3).
enum ContentCoding: Check {
  static let description = CheckDescription(
    id: "http.content-coding", family: "http",
    rule: "A response has only content codings that the request accepts.",
    level: .should,
    consequence: "A client that asked for plain bytes cannot read the body at all.",
    source: .http("section 12.5.3, Accept-Encoding"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let fields = evidence.exchange.response?.fields,
      let accepted = evidence.exchange.request.fields["Accept-Encoding"]
    else { return .notApplicable }
    let codings = (fields["Content-Encoding"] ?? "").split(separator: ",")
      .map { String($0).trimmed.lowercased() }.filter { !$0.isEmpty && $0 != "identity" }
    let allowed = codings.allSatisfy { isAccepted($0, in: accepted) }
    guard !allowed else { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(field: "Content-Encoding"),
        expected: "a coding that \"Accept-Encoding: \(accepted)\" allows",
        actual: codings.joined(separator: ", ")))
  }

  private static func isAccepted(_ coding: String, in list: String) -> Bool {
    for item in list.lowercased().split(separator: ",") {
      let parts = item.split(separator: ";").map { String($0).trimmed }
      guard let name = parts.first, name == coding || name == "*" else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
      return Double(weight ?? "1") != 0
    }
    return false
  }
}
