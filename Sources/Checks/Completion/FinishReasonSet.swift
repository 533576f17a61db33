import Conformance
import WireFormats

/// A finish reason is one of the documented words; before the end it is null, not an empty string.
enum FinishReasonSet: Check {
  static let description = CheckDescription(
    id: "completion.finish-reason", family: "completion",
    rule: "A finish reason is one of the documented words, null only before the end.",
    level: .must,
    consequence: "Typed clients raise on an unknown word; loops that wait for a known one hang.",
    source: .openAIObject("choices, finish_reason"), claims: ["chat.finish-reasons"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let value = context.claim("chat.finish-reasons")?.value,
      let documented = value["values"]?.array?.compactMap(\.string)
    else { return .notApplicable }
    let known = Known(words: documented, isOpen: value["open"]?.bool == true)
    var deviations = Deviations()
    var count = 0
    if let choices = evidence.plainCompletion?["choices"]?.array {
      for (position, choice) in choices.enumerated() {
        guard let reason = choice["finish_reason"], reason.isNull || reason.string != nil else {
          continue
        }
        count += 1
        guard !known.contains(reason.string) else { continue }
        deviations.add(
          reason.serialized(),
          finding(
            reason, known, evidence.place(.path("choices", position, "finish_reason")), context))
      }
    }
    for chunk in evidence.chunks ?? [] {
      for (position, choice) in chunk.choices.enumerated() {
        guard let reason = choice["finish_reason"], let word = reason.string else { continue }
        count += 1
        // An error event says more than this word, and clients see it first.
        if known.contains(word) || (word == "error" && evidence.errorEvent != nil) { continue }
        let place = evidence.place(.path("choices", position, "finish_reason"), in: chunk.event)
        deviations.add(reason.serialized(), finding(reason, known, place, context))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  private struct Known {
    let words: [String]
    let isOpen: Bool

    func contains(_ word: String?) -> Bool {
      guard let word, !word.isEmpty else { return false }
      return isOpen || words.contains(word)
    }
  }

  private static func finding(
    _ reason: JSONValue, _ known: Known, _ place: Finding.Place, _ context: CheckContext
  ) -> Finding {
    context.finding(
      description, kind: .wrongValue, at: place,
      expected: reason.string == ""
        ? "null until the choice ends" : "one of \(known.words.joined(separator: ", "))",
      actual: reason.serialized())
  }
}
