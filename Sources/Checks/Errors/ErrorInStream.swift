import Conformance
import WireFormats

/// An error inside a stream is an event whose data is the error object, under `error`, so that
/// clients raise it.
enum ErrorInStream: Check {
  static let description = CheckDescription(
    id: "errors.in-stream", family: "errors",
    rule: "An error inside a stream is an event with an error object.", level: .must,
    consequence: "Clients do not see the error and take the torn text for the answer.",
    source: .practice("openai-python: errors in a stream"),
    claims: ["chat.stream.error", "chat.stream.chunk.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer else { return .notApplicable }
    var deviations = Deviations()
    for event in evidence.errorEvents {
      guard let object = event.value?.object else { continue }
      if let error = object["error"], !error.isNull {
        guard error.object == nil else { continue }
        deviations.add(
          "string",
          context.finding(
            description, at: evidence.place(.path("error"), in: event),
            expected: "an error object", actual: error.serialized()))
      } else {
        deviations.add(
          "flat",
          context.finding(
            description, at: evidence.place(JSONPointer(), in: event),
            expected: "{\"error\": {…}}", actual: event.event.data.quoted))
      }
    }
    return evidence.errorEvents.isEmpty ? .notApplicable : deviations.outcome
  }
}
