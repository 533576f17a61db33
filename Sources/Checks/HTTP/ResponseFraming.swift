import Conformance
import WireFormats

/// The framing of a response follows HTTP/1.1 (RFC 9112). Which irregularities there are is written
/// in the exchange; those that end a response early belong to ``ResponseEnding``.
enum ResponseFraming: Check {
  static let description = CheckDescription(
    id: "http.framing", family: "http",
    rule: "Status line, fields and chunks of a response follow HTTP/1.1.",
    level: .must,
    consequence: "Clients and proxies read such a response differently, or refuse it.",
    source: .http1("section 2.1, Message Format"))

  /// What a recipient is told to tolerate, or that all clients survive.
  private static let tolerated: Set<String> = [
    "bare-line-feed", "blank-line-before-response", "duplicate-content-length",
    "white-space-in-chunk-size", "bytes-after-response", "obsolete-folding",
    "length-without-body",
  ]

  /// What the ending tells already.
  private static let endings: Set<String> = [
    "body-shorter-than-length", "missing-last-chunk", "missing-final-line",
  ]

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    // Where nothing came there is no framing.
    guard evidence.exchange.response != nil || !evidence.exchange.irregularities.isEmpty else {
      return .notApplicable
    }
    var deviations = Deviations()
    for irregularity in evidence.exchange.irregularities
    where !endings.contains(irregularity.kind) {
      deviations.add(
        irregularity.kind,
        context.finding(
          description, at: place(of: irregularity, in: evidence),
          expected: "a response that follows HTTP/1.1",
          actual: "\(irregularity.kind) at byte \(irregularity.offset) of the response: "
            + irregularity.detail,
          level: tolerated.contains(irregularity.kind) ? .should : .must))
    }
    return deviations.outcome
  }

  /// Offsets of irregularities count raw bytes, those of places the decoded body, so the place names
  /// the field that is concerned.
  private static func place(of irregularity: HTTPExchange.Irregularity, in evidence: Evidence)
    -> Finding.Place
  {
    let kind = irregularity.kind
    if kind.contains("length") { return evidence.place(field: "content-length") }
    if kind.contains("chunk") || kind.contains("transfer") {
      return evidence.place(field: "transfer-encoding")
    }
    if kind.contains("status-line") { return evidence.place(field: ":status") }
    if kind == "bytes-after-response" { return evidence.placeOfEnd }
    return evidence.place(field: ":head")
  }
}
