import Conformance
import WireFormats

/// An event stream is UTF-8 (WHATWG HTML, section 9.2.5); a character that is cut over two events is
/// not.
enum EventStreamUTF8: Check {
  static let description = CheckDescription(
    id: "framing.utf8", family: "framing", rule: "An event stream is UTF-8 throughout.",
    level: .must,
    consequence: "Strict clients abort the stream; others show U+FFFD in place of the character.",
    source: .eventStreams("9.2.5 Parsing an event stream"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let stream = evidence.stream else { return .notApplicable }
    var deviations = Deviations()
    for case .anomaly(let anomaly) in stream.elements where anomaly.kind == .malformedUTF8 {
      var place = evidence.place(offset: anomaly.offset)
      place.event =
        stream.events.first {
          $0.event.offset <= anomaly.offset && anomaly.offset < $0.event.endOffset
        }?.number
      deviations.add(
        "utf8",
        context.finding(
          description, at: place, expected: "UTF-8",
          actual: "bytes \(hex(evidence.exchange.body, at: anomaly.offset))"))
    }
    return deviations.outcome
  }

  private static func hex(_ body: [UInt8], at offset: Int) -> String {
    body.dropFirst(offset).prefix(4).map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true)
    }.joined(separator: " ")
  }
}
