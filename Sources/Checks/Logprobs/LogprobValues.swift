import Conformance
import WireFormats

/// A log probability is at most 0. A clamp such as −9999.0 is legal; `NaN` and infinities are no JSON
/// at all.
enum LogprobValues: Check {
  static let description = CheckDescription(
    id: "logprobs.values", family: "logprobs",
    rule: "A log probability is a finite number of at most 0.", level: .must,
    consequence: "Clients compute probabilities above 1.",
    source: .openAIObject("choices, logprobs, content, logprob"), claims: ["chat.logprobs.values"])

  /// What rounding of a probability of 1 may leave.
  private static let rounding = 1e-4

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let entries = evidence.logprobEntries
    guard !entries.isEmpty else { return .notApplicable }
    var deviations = Deviations()
    for entry in entries {
      let alternatives = entry.value["top_logprobs"]?.array ?? []
      let values =
        [(JSONPointer.path("logprob"), entry.value["logprob"])]
        + alternatives.enumerated().map { position, alternative in
          (JSONPointer.path("top_logprobs", position, "logprob"), alternative["logprob"])
        }
      for (path, value) in values {
        guard let number = value?.number, number.double > 0 || number.double == -.infinity else {
          continue
        }
        let isRounding = number.double > 0 && number.double < rounding
        deviations.add(
          isRounding ? "rounding" : "value",
          context.finding(
            description, kind: .wrongValue, at: entry.place(path, in: evidence),
            expected: "at most 0", actual: number.lexeme, level: isRounding ? .should : nil))
      }
    }
    return deviations.outcome
  }
}
