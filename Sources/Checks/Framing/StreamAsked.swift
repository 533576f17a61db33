import Conformance
import WireFormats

/// A request with `stream` true is answered with a stream.
enum StreamAsked: Check {
  static let description = CheckDescription(
    id: "framing.stream-asked", family: "framing",
    rule: "A request with stream true is answered with an event stream.", level: .must,
    consequence: "Clients read no event and end with an empty answer.",
    source: .openAICreate("Body, stream"), claims: ["chat.stream.media-type"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer, evidence.asksForStream, !evidence.isExpectedToBeRefused else {
      return .notApplicable
    }
    switch evidence.payload {
    case .eventStream: return .passed
    case .json(let document) where document.value["choices"] != nil:
      return .found(
        context.finding(
          description, kind: .silentlyIgnored, at: evidence.place(JSONPointer()),
          expected: "an event stream", actual: "one JSON text"))
    // Errors and what cannot be read are other checks' business.
    case .json, .malformedJSON, .empty, .other: return .notApplicable
    }
  }
}
