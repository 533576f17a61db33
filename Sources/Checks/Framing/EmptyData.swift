import Conformance
import WireFormats

/// A keep-alive is a comment line, not an event with empty data: every event but the terminator is
/// a chunk.
enum EmptyData: Check {
  static let description = CheckDescription(
    id: "framing.empty-data", family: "framing",
    rule: "No event has empty data; a keep-alive is a comment line.", level: .must,
    consequence: "Official clients parse the empty text as JSON and end the stream.",
    source: .openAIStreaming("The chat completion chunk object"),
    claims: ["chat.stream.chunk.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer, let stream = evidence.stream, !stream.events.isEmpty else {
      return .notApplicable
    }
    var deviations = Deviations()
    for event in stream.events where event.event.data.trimmed.isEmpty {
      deviations.add(
        "empty",
        context.finding(
          description, at: evidence.place(of: event),
          expected: "a chunk, or a comment line such as \": keep-alive\"",
          actual: event.event.type == "message"
            ? "an event with empty data"
            : "an event \(event.event.type.quoted) with empty data"))
    }
    return deviations.outcome
  }
}
