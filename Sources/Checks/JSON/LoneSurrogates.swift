import Conformance
import WireFormats

/// `\u` escapes of surrogates come in pairs (RFC 8259 section 8.2); a pair that is cut over two
/// deltas is two halves of nothing.
enum LoneSurrogates: Check {
  static let description = CheckDescription(
    id: "json.lone-surrogate", family: "json",
    rule: "Surrogate escapes in strings come in pairs.", level: .should,
    consequence: "Some parsers refuse the text, others show U+FFFD: the character is lost.",
    source: .json("section 8.2, Unicode Characters"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let texts = JSONTexts(evidence)
    guard !texts.isEmpty else { return .notApplicable }
    var deviations = Deviations()
    for anomaly in texts.anomalies where anomaly.kind == .loneSurrogate {
      deviations.add(
        "surrogate",
        context.finding(
          description, at: anomaly.place, expected: "a pair of surrogate escapes, or the character",
          actual: "one half of a pair"))
    }
    return deviations.outcome
  }
}
