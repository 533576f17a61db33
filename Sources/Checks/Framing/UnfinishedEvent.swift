import Conformance
import WireFormats

/// Every event is ended by a blank line, the last one too: at the end of the stream an unfinished
/// one is discarded (WHATWG HTML, section 9.2.6).
enum UnfinishedEvent: Check {
  static let description = CheckDescription(
    id: "framing.unfinished-event", family: "framing",
    rule: "Every event, the last one too, is ended by a blank line.", level: .must,
    consequence: "Parsers that follow the standard discard the event, be it text or terminator.",
    source: .eventStreams("9.2.6 Interpreting an event stream"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let stream = evidence.stream else { return .notApplicable }
    var deviations = Deviations()
    for case .anomaly(let anomaly) in stream.elements {
      switch anomaly.kind {
      case .unfinishedEvent(let data):
        deviations.add(
          "event",
          context.finding(
            description, at: evidence.place(offset: anomaly.offset),
            expected: "a blank line at the end of the event",
            actual: "the stream ends after \(data.quoted)"))
      case .unfinishedLine(let line):
        deviations.add(
          "line",
          context.finding(
            description, at: evidence.place(offset: anomaly.offset), expected: "a whole line",
            actual: "the stream ends inside \(line.quoted)",
            // A comment that is cut at the end loses nothing.
            level: line.hasPrefix(":") ? .may : .must))
      default: break
      }
    }
    return deviations.outcome
  }
}
