import Conformance
import WireFormats

/// A request that does not ask for a stream is answered with one JSON text: `stream` defaults to
/// false.
enum StreamUnasked: Check {
  static let description = CheckDescription(
    id: "framing.stream-unasked", family: "framing",
    rule: "A request without stream true is answered with one JSON text.", level: .must,
    consequence: "Clients parse the stream as JSON and fail, or hand it over as text.",
    source: .openAICreate("Body, stream, default false"),
    claims: ["chat.response.media-type", "chat.response.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer, let body = evidence.requestBody, body.object != nil else {
      return .notApplicable
    }
    let stream = body["stream"] ?? .null
    guard stream.isNull || stream == .bool(false) else { return .notApplicable }
    switch evidence.payload {
    case .json: return .passed
    case .eventStream(let events):
      return .found(
        context.finding(
          description, at: evidence.place(offset: events.events.first?.event.offset ?? 0),
          expected: "one JSON text", actual: "an event stream"))
    case .malformedJSON, .empty, .other: return .notApplicable
    }
  }
}
