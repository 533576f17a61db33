import Conformance
import WireFormats

/// A choice that finished by itself has text, a refusal or calls. Where it has only reasoning, the
/// answer stands in the wrong member; where it has nothing, an error was swallowed, as a rule.
enum EmptyAnswer: Check {
  static let description = CheckDescription(
    id: "completion.content", family: "completion",
    rule: "A choice that finished by itself has text, a refusal or calls.", level: .should,
    consequence: "The user sees an empty answer that claims to be complete.",
    source: .openAIObject("choices, message, content"), claims: ["chat.response.content"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest else { return .notApplicable }
    var deviations = Deviations()
    var count = 0
    for answer in evidence.answerChoices where answer.finishReason == "stop" {
      let hasCalls = !answer.choice.toolCalls.isEmpty
      count += 1
      if !answer.text.isEmpty || answer.choice.refusal?.isEmpty == false || hasCalls { continue }
      if evidence.hasDeprecatedCall { continue }
      // A stop sequence may well be the first thing that the model writes.
      if !request.stopSequences.isEmpty { continue }
      let isReasoned = !answer.reasoning.isEmpty
      deviations.add(
        isReasoned ? "reasoning" : "empty",
        context.finding(
          description, kind: .wrongValue, at: evidence.place(answer.contentSpot),
          expected: isReasoned ? "the answer in content" : "text, a refusal or calls",
          actual: isReasoned
            ? "all text in the reasoning: " + answer.reasoning.quoted
            : "nothing, with finish reason stop" + tokens(evidence)))
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  private static func tokens(_ evidence: Evidence) -> String {
    guard let count = evidence.completion?.usage?["completion_tokens"]?.int else { return "" }
    return " and \(count) completion tokens"
  }
}

extension Evidence {
  /// Whether the answer calls a function in the deprecated form.
  var hasDeprecatedCall: Bool {
    let plain = plainCompletion?["choices"]?.array ?? []
    if plain.contains(where: { $0["message"]?["function_call"]?.object != nil }) { return true }
    return (chunks ?? []).contains { chunk in
      chunk.choices.contains { $0["delta"]?["function_call"]?.object != nil }
    }
  }
}
