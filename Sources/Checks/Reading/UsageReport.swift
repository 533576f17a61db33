import Conformance
import WireFormats

/// One usage object of an answer and where it stands.
struct UsageReport {
  let value: JSONValue
  /// The event, `nil` in a plain answer.
  let event: EventStreamEvidence.Event?

  /// A count, `nil` where it is missing or no integer.
  func count(_ path: JSONPointer) -> Int? { value[path]?.int }

  func place(_ path: JSONPointer, in evidence: Evidence) -> Finding.Place {
    let pointer = JSONPointer(["usage"] + path.tokens)
    return event.map { evidence.place(pointer, in: $0) } ?? evidence.place(pointer)
  }
}

extension UsageReport {
  /// All usage objects of a completion object or of chunks, in order.
  static func reports(of completion: JSONValue?, _ chunks: [Chunk]) -> [UsageReport] {
    if let usage = completion?["usage"], usage.object != nil {
      return [UsageReport(value: usage, event: nil)]
    }
    return chunks.compactMap { chunk in
      guard let usage = chunk.usage, usage.object != nil else { return nil }
      return UsageReport(value: usage, event: chunk.event)
    }
  }
}
