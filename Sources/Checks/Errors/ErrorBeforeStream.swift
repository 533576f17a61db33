import Conformance
import WireFormats

/// A request that fails before the first token gets its status and an error body. Once tokens were
/// sent, an error event inside the stream is the right way.
enum ErrorBeforeStream: Check {
  static let description = CheckDescription(
    id: "errors.before-stream", family: "errors",
    rule: "A request that fails before the first token is not answered with a stream.",
    level: .must,
    consequence: "Clients see a success, do not retry, and treat 429 or 401 as an empty answer.",
    source: .http("section 15, Status Codes"), claims: ["errors.before-stream"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer, let stream = evidence.stream else { return .notApplicable }
    guard let event = evidence.errorEvent ?? evidence.errorEvents.first else {
      return evidence.chunks?.isEmpty == false ? .passed : .notApplicable
    }
    let before = stream.events.prefix(event.number)
    let hasToken = before.contains { earlier in
      (earlier.value?["choices"]?.array ?? []).contains { choice in
        ChoiceTrack.Part(event: earlier, position: 0, value: choice).carriesContent
      }
    }
    guard !hasToken else { return .passed }
    // The status was already on its way with a first delta that has only the role.
    let hasChunk = before.contains { $0.value?["choices"]?.array?.isEmpty == false }
    return .found(
      context.finding(
        description, kind: .wrongValue, at: evidence.place(of: event),
        expected: "a status of 400 or above with an error body",
        actual: "status \(evidence.exchange.status ?? 0) and the event \(event.event.data.quoted)",
        level: hasChunk ? .should : nil))
  }
}
