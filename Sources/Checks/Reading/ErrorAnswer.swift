import Conformance
import WireFormats

/// Where a response tells of an error in the documented way: the body of a 4xx or 5xx, or an event of
/// a stream.
struct ErrorAnswer {
  /// The object that should hold `error`.
  let envelope: JSONValue
  let event: EventStreamEvidence.Event?

  var error: JSONValue? { envelope["error"] }

  func place(_ pointer: JSONPointer, in evidence: Evidence) -> Finding.Place {
    event.map { evidence.place(pointer, in: $0) } ?? evidence.place(pointer)
  }
}

extension Evidence {
  /// Whether the status tells of an error.
  var isErrorStatus: Bool { exchange.status.map { $0 >= 400 } ?? false }

  /// Whether the status comes from something in front of the service that is down or overloaded; what
  /// its page looks like says little about the service.
  var isOutage: Bool { [502, 503, 504].contains(exchange.status) }

  /// The JSON of an error status, or of the first error event; `nil` where there is neither.
  var errorAnswer: ErrorAnswer? {
    if isErrorStatus, let json { return ErrorAnswer(envelope: json, event: nil) }
    guard let event = errorEvent, let value = event.value else { return nil }
    return ErrorAnswer(envelope: value, event: event)
  }
}
