import Conformance
import WireFormats

/// A chunk carries what is new in `delta`; a `message` belongs to answers that are not streamed.
enum WholeMessage: Check {
  static let description = CheckDescription(
    id: "chunks.message", family: "chunks",
    rule: "A chunk's choice has a delta and no message.", level: .must,
    consequence: "Clients that join deltas get no text, or the whole text once more.",
    source: .openAIStreaming("choices, delta"), claims: ["chat.stream.delta"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var deviations = Deviations()
    var count = 0
    for chunk in evidence.chunks ?? [] {
      for (position, choice) in chunk.choices.enumerated() {
        count += 1
        guard let message = choice["message"] else { continue }
        deviations.add(
          "message",
          context.finding(
            description, at: evidence.place(.path("choices", position, "message"), in: chunk.event),
            expected: "a delta", actual: "a message: \(Excerpt.cut(message.serialized()))",
            level: message.isNull ? .should : nil))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
