import Conformance
import WireFormats

/// Nothing of a choice follows its finish reason. The chunk that carries the reason may carry the
/// last piece of text, too.
enum AfterFinish: Check {
  static let description = CheckDescription(
    id: "chunks.after-finish", family: "chunks",
    rule: "No text, call or reasoning of a choice follows its finish reason.", level: .must,
    consequence: "Clients that stop at the finish reason lose the rest of the answer.",
    source: .openAIStreaming("choices, finish_reason"), claims: ["chat.stream.finish"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var deviations = Deviations()
    var count = 0
    for track in evidence.choiceTracks {
      guard let end = track.parts.firstIndex(where: { $0.finishReason != nil }) else { continue }
      count += 1
      for part in track.parts[(end + 1)...] where part.carriesContent {
        deviations.add(
          "content",
          context.finding(
            description, at: evidence.place(part.deltaPointer, in: part.event),
            expected: "nothing of choice \(track.index) after its finish reason in event "
              + "\(track.parts[end].event.number)",
            actual: part.delta?.serialized() ?? ""))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
