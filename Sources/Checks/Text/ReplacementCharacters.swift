import Conformance
import WireFormats

/// The text holds no U+FFFD that the prompt did not bring: it is what a character becomes whose
/// bytes were cut, at the border of two deltas as a rule.
enum ReplacementCharacters: Check {
  static let description = CheckDescription(
    id: "text.replacement", family: "text", rule: "The text holds no replacement character.",
    level: .should, consequence: "A character of the answer is lost for good.",
    source: .practice("characters cut between tokens"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, !request.promptText.holds("\u{FFFD}") else {
      return .notApplicable
    }
    var deviations = Deviations()
    var count = 0
    func judge(_ text: String?, _ place: @autoclosure () -> Finding.Place) {
      guard let text, !text.isEmpty else { return }
      count += 1
      guard text.holds("\u{FFFD}") else { return }
      deviations.add(
        "replacement",
        context.finding(
          description, kind: .wrongValue, at: place(), expected: "whole characters",
          actual: "U+FFFD in \(text.quoted)"))
    }
    let members = ["content", "refusal"] + Completion.Choice.reasoningMembers
    for (position, choice) in (evidence.plainCompletion?["choices"]?.array ?? []).enumerated() {
      for member in members {
        judge(
          choice["message"]?[member]?.string,
          evidence.place(.path("choices", position, "message", member)))
      }
    }
    for chunk in evidence.chunks ?? [] {
      for (position, choice) in chunk.choices.enumerated() {
        for member in members {
          judge(
            choice["delta"]?[member]?.string,
            evidence.place(.path("choices", position, "delta", member), in: chunk.event))
        }
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
