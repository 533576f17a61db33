import Conformance
import WireFormats

/// The JSON texts of a response with their anomalies: its body, or the data of its events.
struct JSONTexts {
  struct Anomaly {
    let kind: JSONAnomaly.Kind
    let place: Finding.Place
  }

  /// Whether there is any JSON text.
  let isEmpty: Bool
  let anomalies: [Anomaly]

  init(_ evidence: Evidence) {
    if case .json(let document) = evidence.payload {
      isEmpty = false
      anomalies = document.anomalies.map {
        Anomaly(kind: $0.kind, place: evidence.place(offset: $0.offset))
      }
      return
    }
    var found: [Anomaly] = []
    var count = 0
    for event in evidence.stream?.events ?? [] {
      guard case .json(let document) = event.content else { continue }
      count += 1
      for anomaly in document.anomalies {
        var place = evidence.place(of: event)
        place.offset = evidence.offset(ofDataByte: anomaly.offset, in: event)
        found.append(Anomaly(kind: anomaly.kind, place: place))
      }
    }
    isEmpty = count == 0
    anomalies = found
  }
}
