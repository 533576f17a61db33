import Conformance
import WireFormats

/// Nothing but comments and blank lines follows the terminator.
enum AfterTerminator: Check {
  static let description = CheckDescription(
    id: "framing.after-terminator", family: "framing",
    rule: "No event follows the terminator.", level: .must,
    consequence: "Clients stop reading at the terminator: what follows, usage often, is lost.",
    source: .openAICreate("Body, stream"), claims: ["chat.stream.terminator"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer, let stream = evidence.stream,
      let accepted = StreamTerminator.accepted(in: context),
      let terminator = stream.events.first(where: { event in
        accepted.contains(event.event.data) || event.looksLikeTerminator
      })
    else { return .notApplicable }
    var deviations = Deviations()
    for event in stream.events.dropFirst(terminator.number + 1) {
      deviations.add(
        "event",
        context.finding(
          description, at: evidence.place(of: event),
          expected: "nothing after the terminator, which was event \(terminator.number)",
          actual: event.event.data.quoted))
    }
    return deviations.outcome
  }
}
