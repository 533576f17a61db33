import Conformance
import WireFormats

/// JSON and event streams are UTF-8 and nothing else (RFC 8259 section 8.1, WHATWG HTML section
/// 9.2.5), so no other `charset` may be named.
enum Charset: Check {
  static let description = CheckDescription(
    id: "http.charset", family: "http",
    rule: "No charset but UTF-8 is named for JSON or an event stream.",
    level: .should,
    consequence: "Clients that believe the parameter garble every character beyond ASCII.",
    source: .json("section 8.1, Character Encoding"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let type = evidence.mediaType, type.isJSON || type.isEventStream,
      let charset = charset(in: type.parameters)
    else { return .notApplicable }
    if ["utf-8", "utf8"].contains(charset.lowercased()) { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(field: "Content-Type"), expected: "charset=utf-8 or none",
        actual: "charset=\(charset)"))
  }

  private static func charset(in parameters: String) -> String? {
    for part in parameters.split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
      guard pair.count == 2, pair[0].lowercased() == "charset" else { continue }
      return pair[1].filter { $0 != "\"" }
    }
    return nil
  }
}
