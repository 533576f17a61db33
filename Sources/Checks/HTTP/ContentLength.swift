import Conformance
import WireFormats

/// `Content-Length` is the number of bytes of the body (RFC 9110 section 8.6), and does not stand
/// beside `Transfer-Encoding` (RFC 9112 section 6.2).
enum ContentLength: Check {
  static let description = CheckDescription(
    id: "http.content-length", family: "http",
    rule: "Content-Length is the body's length in bytes, and is not sent with Transfer-Encoding.",
    level: .must,
    consequence: "Clients cut the body, wait for bytes that never come, or refuse the response.",
    source: .http("section 8.6, Content-Length"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let fields = evidence.exchange.response?.fields,
      let value = fields["Content-Length"], evidence.isWhole,
      evidence.exchange.request.method != "HEAD"
    else { return .notApplicable }
    if let coding = fields["Transfer-Encoding"] {
      return .found(
        context.finding(
          description, at: evidence.place(field: "Content-Length"),
          expected: "one of Content-Length and Transfer-Encoding",
          actual: "Content-Length: \(value) and Transfer-Encoding: \(coding)"))
    }
    let count = evidence.exchange.body.count
    guard value != String(count) else { return .passed }
    // A list of equal lengths, and leading zeros, are tolerated by the standard.
    let lengths = value.split(separator: ",").map { Int(String($0).trimmed) }
    if lengths.allSatisfy({ $0 == count }) { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(field: "Content-Length"),
        expected: "Content-Length: \(count)", actual: "Content-Length: \(value)"))
  }
}
