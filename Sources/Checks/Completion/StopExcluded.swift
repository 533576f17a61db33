import Conformance
import WireFormats

/// The text returned does not contain a stop sequence of the request.
enum StopExcluded: Check {
  static let description = CheckDescription(
    id: "completion.stop-excluded", family: "completion",
    rule: "The text does not contain a stop sequence of the request.", level: .must,
    consequence: "Clients that cut at stop sequences show or parse text that should not be there.",
    source: .openAICreate("Body, stop"), claims: ["chat.stop.excluded"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, !request.stopSequences.isEmpty,
      !request.includesStopInOutput, !evidence.isExpectedToBeRefused
    else { return .notApplicable }
    var deviations = Deviations()
    var count = 0
    for answer in evidence.answerChoices {
      count += 1
      for stop in request.stopSequences where answer.text.holds(stop) {
        let isLast = answer.text.ends(with: stop)
        deviations.add(
          "stop",
          context.finding(
            description, kind: isLast ? .wrongValue : .silentlyIgnored,
            at: evidence.place(answer.contentSpot),
            expected: "text that ends before \(stop.quoted)",
            actual: isLast
              ? "text that ends with it: \(answer.text.quoted)"
              : "text that goes on behind it: \(answer.text.quoted)"))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
