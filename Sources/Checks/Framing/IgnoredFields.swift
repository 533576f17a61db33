import Conformance
import WireFormats

/// `id` and `retry` have values that parsers accept: no U+0000, ASCII digits; and no line is longer
/// than can be kept.
enum IgnoredFields: Check {
  static let description = CheckDescription(
    id: "framing.ignored-field", family: "framing",
    rule: "The values of id and retry are such that parsers do not ignore them.", level: .should,
    consequence: "Parsers ignore the field.",
    source: .eventStreams("9.2.6 Interpreting an event stream"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let stream = evidence.stream else { return .notApplicable }
    var deviations = Deviations()
    for case .anomaly(let anomaly) in stream.elements {
      let (expected, actual): (String, String)
      switch anomaly.kind {
      case .idWithNull: (expected, actual) = ("an id without U+0000", "U+0000 in an id")
      case .malformedRetry(let value): (expected, actual) = ("ASCII digits", "retry: \(value)")
      case .tooLong:
        (expected, actual) = (
          "lines and events of at most \(EventStreamDecoder.maximumLength) bytes", "a longer one"
        )
      default: continue
      }
      deviations.add(
        expected,
        context.finding(
          description, at: evidence.place(offset: anomaly.offset), expected: expected,
          actual: actual))
    }
    return deviations.outcome
  }
}
