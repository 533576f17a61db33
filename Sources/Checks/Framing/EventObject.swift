import Conformance
import WireFormats

/// The JSON of each event is an object: not an array of chunks, not `null`, not JSON inside a
/// string.
enum EventObject: Check {
  static let description = CheckDescription(
    id: "framing.event-object", family: "framing",
    rule: "The JSON of every event but the terminator is an object.", level: .must,
    consequence: "Clients index into it as a chunk and raise an exception.",
    source: .openAIStreaming("The chat completion chunk object"),
    claims: ["chat.stream.chunk.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer, let stream = evidence.stream else { return .notApplicable }
    var deviations = Deviations()
    var count = 0
    for event in stream.events {
      guard let value = event.value, !event.looksLikeTerminator else { continue }
      count += 1
      guard value.object == nil else { continue }
      let isEncodedTwice = value.string?.trimmed.hasPrefix("{") == true
      deviations.add(
        value.typeName,
        context.finding(
          description, at: evidence.place(JSONPointer(), in: event), expected: "a chunk object",
          actual: (isEncodedTwice ? "JSON inside a JSON string: " : "\(value.typeName): ")
            + event.event.data.quoted))
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
