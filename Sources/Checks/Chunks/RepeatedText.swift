import Conformance
import WireFormats

/// Deltas are increments: a delta holds neither all the text so far (cumulative streaming) nor, at
/// the end, the whole text once more.
enum RepeatedText: Check {
  static let description = CheckDescription(
    id: "chunks.repeated-text", family: "chunks",
    rule: "Each delta holds only what is new.", level: .must,
    consequence: "Clients that join deltas show the text twice or many times.",
    source: .openAIStreaming("choices, delta"), claims: ["chat.stream.delta"])

  /// A model may well say a word twice, so only a text of this many bytes in as many deltas counts as
  /// a repetition.
  static let shortestText = 24
  static let fewestDeltas = 3

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var deviations = Deviations()
    var count = 0
    for track in evidence.choiceTracks {
      let pieces = track.parts.compactMap { part -> (ChoiceTrack.Part, String)? in
        guard let text = part.delta?["content"]?.string, !text.isEmpty else { return nil }
        return (part, text)
      }
      guard pieces.count >= fewestDeltas, let last = pieces.last else { continue }
      count += 1
      let place = { evidence.place(last.0.deltaPointer.appending("content"), in: last.0.event) }
      if isCumulative(pieces.map(\.1)) {
        deviations.add(
          "cumulative",
          context.finding(
            description, at: place(), expected: "what is new",
            actual: "all the text so far: "
              + last.1.quoted))
        continue
      }
      let before = pieces.dropLast().map(\.1).joined()
      guard before.utf8.count >= shortestText, last.1.isSameBytes(as: before) else { continue }
      deviations.add(
        "repeated",
        context.finding(
          description, at: place(), expected: "what is new",
          actual: "the whole text once more: " + last.1.quoted))
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  /// Whether each piece begins with the one before it and is longer, down to the first.
  private static func isCumulative(_ pieces: [String]) -> Bool {
    guard pieces.count > fewestDeltas, (pieces.last ?? "").utf8.count >= 8 else { return false }
    return zip(pieces, pieces.dropFirst()).allSatisfy { before, after in
      after.utf8.count > before.utf8.count && after.begins(with: before)
    }
  }
}
