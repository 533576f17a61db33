import Conformance
import WireFormats

/// Integers beyond 2^53 − 1 in magnitude do not survive every parser (RFC 8259 section 6).
enum LargeIntegers: Check {
  static let description = CheckDescription(
    id: "json.large-integer", family: "json",
    rule: "Integers stay within what every parser keeps exactly.", level: .may,
    consequence: "JavaScript and others round them without a word.",
    source: .json("section 6, Numbers"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let texts = JSONTexts(evidence)
    guard !texts.isEmpty else { return .notApplicable }
    var deviations = Deviations()
    for anomaly in texts.anomalies {
      guard case .integerBeyondDouble(let lexeme) = anomaly.kind else { continue }
      deviations.add(
        "integer",
        context.finding(
          description, at: anomaly.place, expected: "an integer within ±(2^53 − 1)", actual: lexeme)
      )
    }
    return deviations.outcome
  }
}
