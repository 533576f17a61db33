import Conformance
import WireFormats

/// A leading byte order mark is legal in an event stream and stripped by the standard's parser, but
/// not by those of most clients.
enum StreamByteOrderMark: Check {
  static let description = CheckDescription(
    id: "framing.byte-order-mark", family: "framing",
    rule: "A stream does not begin with a byte order mark.", level: .should,
    consequence: "Clients that do not strip it lose the first event.",
    source: .practice("byte order marks in event streams"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let stream = evidence.stream else { return .notApplicable }
    for case .anomaly(let anomaly) in stream.elements where anomaly.kind == .leadingByteOrderMark {
      return .found(
        context.finding(
          description, at: evidence.place(offset: anomaly.offset), expected: "no mark",
          actual: "U+FEFF"))
    }
    return .passed
  }
}
