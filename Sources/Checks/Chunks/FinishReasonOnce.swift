import Conformance
import WireFormats

/// Each choice of a stream gets exactly one finish reason. A stream that an error ends needs none.
/// Until then the member is there and null; where it is left out, which most clients take for null,
/// that is only reported.
enum FinishReasonOnce: Check {
  static let description = CheckDescription(
    id: "chunks.finish", family: "chunks",
    rule: "Each choice of a stream gets exactly one finish reason.", level: .must,
    consequence: "Clients take the answer for torn, or end it twice.",
    source: .openAIStreaming("choices, finish_reason"), claims: ["chat.stream.finish"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let tracks = evidence.choiceTracks
    guard !tracks.isEmpty else { return .notApplicable }
    var deviations = Deviations()
    for track in tracks {
      let finished = track.parts.filter { $0.finishReason != nil }
      if finished.isEmpty, evidence.errorEvent == nil, let last = track.parts.last {
        deviations.add(
          "missing",
          context.finding(
            description, at: place(of: last, evidence),
            expected: "a finish reason for choice \(track.index)",
            actual: "none, though this is its last chunk"))
      }
      if let part = track.parts.first(where: { $0.value["finish_reason"] == nil }) {
        deviations.add(
          "member",
          context.finding(
            description, at: place(of: part, evidence),
            expected: "finish_reason, null until the end", actual: "no such member",
            level: .should))
      }
      for (first, second) in zip(finished, finished.dropFirst()) {
        deviations.add(
          "twice",
          context.finding(
            description, at: place(of: second, evidence),
            expected: "one finish reason for choice \(track.index), which event "
              + "\(first.event.number) had",
            actual: "\((second.finishReason ?? "").quoted) once more"))
      }
    }
    return deviations.outcome
  }

  private static func place(of part: ChoiceTrack.Part, _ evidence: Evidence) -> Finding.Place {
    evidence.place(part.pointer.appending("finish_reason"), in: part.event)
  }
}
