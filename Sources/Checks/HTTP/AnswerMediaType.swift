import Conformance
import WireFormats

/// The `Content-Type` of a successful answer says what the body is: `application/json` for JSON,
/// `text/event-stream` for a stream. Only the media type counts, in any case, with any parameters.
enum AnswerMediaType: Check {
  static let description = CheckDescription(
    id: "http.media-type", family: "http",
    rule: "A JSON answer is application/json, a streamed one text/event-stream.",
    level: .must,
    consequence: "Clients choose their parser by this field: they hand over text, or refuse.",
    source: .http("section 8.3, Content-Type"),
    claims: ["chat.response.media-type", "chat.stream.media-type"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isSuccess, evidence.endpoint != nil else { return .notApplicable }
    let written = evidence.exchange.response?.fields["Content-Type"]
    switch evidence.payload {
    case .json:
      if evidence.mediaType?.isJSON == true { return .passed }
      return wrong(evidence, context, "application/json", written, "chat.response.media-type")
    case .eventStream:
      if evidence.mediaType?.isEventStream == true { return .passed }
      return wrong(evidence, context, "text/event-stream", written, "chat.stream.media-type")
    case .malformedJSON where evidence.mediaType?.isEventStream == true:
      // A whole JSON answer under the name of a stream, perhaps with a terminator behind it.
      return wrong(evidence, context, "application/json", written, "chat.response.media-type")
    case .empty, .malformedJSON, .other: return .notApplicable
    }
  }

  private static func wrong(
    _ evidence: Evidence, _ context: CheckContext, _ expected: String, _ written: String?,
    _ claim: ClaimID
  ) -> CheckOutcome {
    .found(
      context.finding(
        description, at: evidence.place(field: "Content-Type"), expected: expected,
        actual: written ?? "no Content-Type", claim: claim))
  }
}
