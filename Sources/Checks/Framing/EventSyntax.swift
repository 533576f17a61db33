import Conformance
import WireFormats

/// The data of each event but the terminator is one JSON text: not two values, not HTML, no `NaN`.
enum EventSyntax: Check {
  static let description = CheckDescription(
    id: "framing.event-json", family: "framing",
    rule: "The data of every event but the terminator is one JSON text.", level: .must,
    consequence: "Clients parse every event as JSON: this one ends the stream with an exception.",
    source: .json("section 2, JSON Grammar"), claims: ["chat.stream.chunk.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.endpoint == "chat", let stream = evidence.stream else { return .notApplicable }
    var deviations = Deviations()
    for event in stream.events {
      guard case .malformed(let error) = event.content, !event.looksLikeTerminator else { continue }
      var place = evidence.place(of: event)
      place.offset = evidence.offset(ofDataByte: error.offset, in: event)
      deviations.add(
        String(describing: error.reason),
        context.finding(
          description, at: place, expected: "one JSON object",
          actual: "\(phrase(error)): \(event.event.data.quoted)"))
    }
    return stream.events.isEmpty ? .notApplicable : deviations.outcome
  }

  private static func phrase(_ error: JSONSyntaxError) -> String {
    error.reason == .textAfterValue ? "more than one JSON value, or text behind it" : error.phrase
  }
}
