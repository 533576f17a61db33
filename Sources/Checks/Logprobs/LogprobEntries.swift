import Conformance
import WireFormats

/// One entry of log probabilities and where it stands.
struct LogprobEntry {
  let value: JSONValue
  let event: EventStreamEvidence.Event?
  let pointer: JSONPointer

  func place(_ path: JSONPointer, in evidence: Evidence) -> Finding.Place {
    let pointer = JSONPointer(pointer.tokens + path.tokens)
    return event.map { evidence.place(pointer, in: $0) } ?? evidence.place(pointer)
  }
}

extension Evidence {
  /// The entries of `logprobs.content` of all choices, in order.
  var logprobEntries: [LogprobEntry] {
    func entries(
      _ choice: JSONValue, _ base: JSONPointer, _ event: EventStreamEvidence.Event?
    ) -> [LogprobEntry] {
      (choice["logprobs"]?["content"]?.array ?? []).enumerated().map { position, value in
        LogprobEntry(
          value: value, event: event,
          pointer: base.appending(path: "logprobs", "content", position))
      }
    }
    if let plain = plainCompletion {
      return (plain["choices"]?.array ?? []).enumerated().flatMap { position, choice in
        entries(choice, .path("choices", position), nil)
      }
    }
    return (chunks ?? []).flatMap { chunk in
      chunk.choices.enumerated().flatMap { position, choice in
        entries(choice, .path("choices", position), chunk.event)
      }
    }
  }
}
