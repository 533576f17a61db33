import Conformance
import WireFormats

/// Chunks come as data-only events. `event: message` is the same thing; any other type goes to
/// listeners that no chat client has registered.
enum EventType: Check {
  static let description = CheckDescription(
    id: "framing.event-type", family: "framing",
    rule: "Events of a chat stream have no type of their own.", level: .should,
    consequence: "Clients that listen for \"message\", as browsers do, never see the event.",
    source: .openAICreate("Body, stream: data-only server-sent events"),
    claims: ["chat.stream.chunk.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer, let stream = evidence.stream, !stream.events.isEmpty else {
      return .notApplicable
    }
    var deviations = Deviations()
    for event in stream.events where event.event.type != "message" {
      deviations.add(
        event.event.type,
        context.finding(
          description, at: evidence.place(of: event), expected: "a data-only event",
          actual: "event: \(event.event.type)", level: .should))
    }
    return deviations.outcome
  }
}
