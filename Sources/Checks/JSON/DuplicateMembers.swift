import Conformance
import WireFormats

/// The names within an object are unique (RFC 8259 section 4).
enum DuplicateMembers: Check {
  static let description = CheckDescription(
    id: "json.duplicate-member", family: "json",
    rule: "The member names within an object are unique.", level: .should,
    consequence: "Typed parsers refuse the answer; others keep the first or the last value.",
    source: .json("section 4, Objects"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let texts = JSONTexts(evidence)
    guard !texts.isEmpty else { return .notApplicable }
    var deviations = Deviations()
    for anomaly in texts.anomalies {
      guard case .duplicateMember(let name) = anomaly.kind else { continue }
      deviations.add(
        name,
        context.finding(
          description, at: anomaly.place, expected: "one member \(name.quoted) in its object",
          actual: "the name more than once"))
    }
    return deviations.outcome
  }
}
