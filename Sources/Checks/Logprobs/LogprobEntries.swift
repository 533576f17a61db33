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

extension LogprobEntry {
  /// The entries of `logprobs.content` of all choices, in order.
  static func entries(of completion: JSONValue?, _ chunks: [Chunk]) -> [LogprobEntry] {
    if let completion { return entries(of: completion["choices"]?.array ?? [], in: nil) }
    return chunks.flatMap { entries(of: $0.choices, in: $0.event) }
  }

  private static func entries(
    of choices: [JSONValue], in event: EventStreamEvidence.Event?
  ) -> [LogprobEntry] {
    var entries: [LogprobEntry] = []
    for (position, choice) in choices.enumerated() {
      for (number, value) in (choice["logprobs"]?["content"]?.array ?? []).enumerated() {
        let pointer = JSONPointer.path("choices", position, "logprobs", "content", number)
        entries.append(LogprobEntry(value: value, event: event, pointer: pointer))
      }
    }
    return entries
  }
}
