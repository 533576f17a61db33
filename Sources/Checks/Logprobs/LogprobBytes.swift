import Conformance
import WireFormats

/// `bytes` is the UTF-8 form of the token, or null. A token that is only a part of a character has
/// bytes and no text to compare them with.
enum LogprobBytes: Check {
  static let description = CheckDescription(
    id: "logprobs.bytes", family: "logprobs", rule: "bytes is the UTF-8 form of the token.",
    level: .must, consequence: "Clients that put characters together from bytes get another text.",
    source: .openAIObject("choices, logprobs, content, bytes"), claims: ["chat.logprobs.bytes"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var deviations = Deviations()
    var count = 0
    for entry in evidence.logprobEntries {
      let alternatives = entry.value["top_logprobs"]?.array ?? []
      judge(entry.value, entry, .path("bytes"))
      for (position, alternative) in alternatives.enumerated() {
        judge(alternative, entry, .path("top_logprobs", position, "bytes"))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome

    func judge(_ value: JSONValue, _ entry: LogprobEntry, _ path: JSONPointer) {
      guard let token = value["token"]?.string, let bytes = value["bytes"]?.array,
        !isPartial(token)
      else { return }
      count += 1
      guard bytes != token.utf8.map({ .integer(Int($0)) }) else { return }
      deviations.add(
        "bytes",
        context.finding(
          description, kind: .wrongValue, at: entry.place(path, in: evidence),
          expected: "\(Array(token.utf8)) for \(token.quoted)",
          actual: JSONValue.array(bytes).serialized()))
    }
  }

  /// Whether a token stands for bytes that are no whole character: shown as U+FFFD, or as `\xe2`.
  private static func isPartial(_ token: String) -> Bool {
    token.holds("\u{FFFD}") || token.holds("\\x")
  }
}
