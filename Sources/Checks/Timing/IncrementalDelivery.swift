import Conformance
import WireFormats

/// A long answer arrives while it is generated, not in one burst at its end. Several tokens a chunk,
/// and irregular gaps, are legal: only a long answer that took long and came all at once is told.
enum IncrementalDelivery: Check {
  static let description = CheckDescription(
    id: "timing.incremental", family: "timing",
    rule: "The chunks of a long answer do not all arrive at its end.", level: .should,
    consequence: "The user waits in front of nothing: the stream was buffered on its way.",
    source: .openAICreate("Body, stream"), claims: ["chat.stream.incremental"])

  /// An answer is long from this many chunks with content on.
  static let fewestChunks = 100
  /// It took long from this many milliseconds on.
  static let longest = 3_000.0
  /// No server generates faster than this many chunks a second.
  static let fastest = 10_000.0

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isWhole else { return .notApplicable }
    let parts = evidence.choiceTracks.flatMap(\.parts)
      .filter(\.carriesContent)
    let times = parts.compactMap(\.event.milliseconds)
    guard times.count >= fewestChunks, times.count == parts.count, let first = times.min(),
      let last = times.max(), last >= longest
    else { return .notApplicable }
    let span = last - first
    guard span < Double(times.count) / fastest * 1000 else { return .passed }
    return .found(
      context.finding(
        description, kind: .wrongValue, at: evidence.place(of: parts[0].event),
        expected: "chunks as the text is generated",
        actual: "\(times.count) chunks within \(Int(span)) ms, the first after \(Int(first)) ms",
        level: .should))
  }
}
