import Conformance
import WireFormats

/// With `logprobs` true every token of the text has an entry, and the tokens, as they are shown,
/// concatenate to the text: sampled tokens, not likelier ones, and no pieces of the vocabulary's own
/// spelling.
enum LogprobContent: Check {
  static let description = CheckDescription(
    id: "logprobs.content", family: "logprobs",
    rule: "With logprobs true the text's tokens have entries that concatenate to the text.",
    level: .must, consequence: "Clients attach probabilities to the wrong characters.",
    source: .openAIObject("choices, logprobs, content"), claims: ["chat.logprobs.content"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, request.asksForLogprobs,
      !evidence.isExpectedToBeRefused
    else { return .notApplicable }
    var deviations = Deviations()
    var count = 0
    // Tokens of calls and of refusals have entries elsewhere, or none.
    for answer in evidence.answerChoices
    where !answer.text.isEmpty && answer.choice.toolCalls.isEmpty {
      count += 1
      let entries = answer.choice.logprobs ?? []
      guard !entries.isEmpty else {
        deviations.add(
          "missing",
          context.finding(
            description, kind: .silentlyIgnored, at: evidence.place(answer.logprobsSpot),
            expected: "entries for the tokens of the text", actual: "none"))
        continue
      }
      guard let problem = problem(entries, answer, request) else { continue }
      deviations.add(
        "text",
        context.finding(
          description, kind: .wrongValue, at: evidence.place(answer.logprobsSpot),
          expected: "tokens that concatenate to \(Excerpt.cut(answer.text).quoted)",
          actual: problem.text, level: problem.level))
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  private static func problem(
    _ entries: [JSONValue], _ answer: AnswerChoice, _ request: ChatRequest
  ) -> (text: String, level: Level?)? {
    let tokens = entries.map { $0["token"]?.string ?? "" }
    let candidates = [bytes(of: entries, tokens), tokens.flatMap { Array($0.utf8) }]
    let text = Array(answer.text.utf8)
    for candidate in candidates where agrees(candidate, text, tokens, answer, request) {
      return nil
    }
    let joined = tokens.joined()
    if joined.trimmed.isSameBytes(as: answer.text.trimmed) {
      return ("the same but for white space at an end: \(joined.quoted)", .should)
    }
    let marks = ["Ġ", "Ċ", "▁"].filter { joined.holds($0) && !answer.text.holds($0) }
    let hint = marks.isEmpty ? "" : " (the vocabulary's own spelling)"
    return (joined.quoted + hint, nil)
  }

  /// The bytes of the tokens, by the text where an entry has none.
  private static func bytes(of entries: [JSONValue], _ tokens: [String]) -> [UInt8] {
    zip(entries, tokens).flatMap { entry, token -> [UInt8] in
      guard let bytes = entry["bytes"]?.array else { return Array(token.utf8) }
      return bytes.compactMap { $0.int.flatMap { UInt8(exactly: $0) } }
    }
  }

  private static func agrees(
    _ joined: [UInt8], _ text: [UInt8], _ tokens: [String], _ answer: AnswerChoice,
    _ request: ChatRequest
  ) -> Bool {
    if joined == text { return true }
    // An end-of-text token, and those of a stop sequence that was cut off, may have entries.
    if !request.stopSequences.isEmpty, joined.starts(with: text) { return true }
    if let last = tokens.last, isSpecial(last), joined == text + Array(last.utf8) { return true }
    // Reasoning goes before the text.
    return !answer.reasoning.isEmpty && joined.count > text.count
      && joined.suffix(text.count).elementsEqual(text)
  }

  private static func isSpecial(_ token: String) -> Bool {
    token.isEmpty || (token.hasPrefix("<") && token.hasSuffix(">"))
  }
}
