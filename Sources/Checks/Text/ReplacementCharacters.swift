import Conformance
import WireFormats

/// A character is not cut at the border of two deltas: its halves would each become U+FFFD, one at
/// the end of a delta and one at the beginning of the next. A single U+FFFD may well be what the model
/// sampled, or what a limit cut, and is only reported.
enum ReplacementCharacters: Check {
  static let description = CheckDescription(
    id: "text.replacement", family: "text", rule: "No character of the text is cut in two.",
    level: .should, consequence: "A character of the answer is lost for good.",
    source: .practice("characters cut between tokens"))

  private static let mark = "\u{FFFD}"

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, !request.promptText.holds(mark) else {
      return .notApplicable
    }
    var deviations = Deviations()
    var count = 0
    for texts in runs(in: evidence) {
      var wasCut = false
      for (position, piece) in texts.enumerated() where !piece.text.isEmpty {
        count += 1
        // The second half of a cut is told with the first.
        let rest = wasCut ? String(piece.text.unicodeScalars.dropFirst()) : piece.text
        wasCut = false
        guard rest.holds(mark) else { continue }
        let next = position + 1 < texts.count ? texts[position + 1].text : ""
        let isCut = rest.ends(with: mark) && next.begins(with: mark)
        wasCut = isCut
        deviations.add(
          isCut ? "cut" : "single",
          context.finding(
            description, kind: .wrongValue, at: evidence.place(piece.spot),
            expected: "whole characters",
            actual: isCut
              ? "U+FFFD at the border of two deltas: \(piece.text.quoted), \(next.quoted)"
              : "U+FFFD in \(piece.text.quoted)",
            level: isCut ? .should : .may))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  /// The texts of each member of each choice, in order.
  private static func runs(in evidence: Evidence) -> [[(text: String, spot: Spot)]] {
    let members = ["content", "refusal"] + Completion.Choice.reasoningMembers
    if let choices = evidence.plainCompletion?["choices"]?.array {
      return choices.enumerated().flatMap { position, choice in
        members.compactMap { member in
          choice["message"]?[member]?.string.map {
            [($0, Spot(.path("choices", position, "message", member)))]
          }
        }
      }
    }
    return evidence.choiceTracks.flatMap { track in
      members.map { member in
        track.parts.compactMap { part in
          part.delta?[member]?.string.map {
            ($0, Spot(part.deltaPointer.appending(member), in: part.event))
          }
        }
      }
    }
  }
}
