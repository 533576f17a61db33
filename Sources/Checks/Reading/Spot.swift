import Conformance
import WireFormats

/// A value in a body or in an event. Its offset takes a parse, so it becomes a place only where there
/// is something to report.
struct Spot {
  let event: EventStreamEvidence.Event?
  let pointer: JSONPointer

  init(_ pointer: JSONPointer, in event: EventStreamEvidence.Event? = nil) {
    self.pointer = pointer
    self.event = event
  }

  /// The spot of something below.
  func appending(_ tokens: any PointerToken...) -> Spot {
    Spot(JSONPointer(pointer.tokens + tokens.map(\.token)), in: event)
  }
}

extension Evidence {
  /// The place of a spot, with its offset.
  func place(_ spot: Spot) -> Finding.Place {
    spot.event.map { place(spot.pointer, in: $0) } ?? place(spot.pointer)
  }
}
