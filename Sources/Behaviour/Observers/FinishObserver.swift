import Conformance
public import WireFormats

/// The finish reason by what ended the answer, as far as its tokens tell.
public enum FinishObserver: Observer {
  static let limit = BehaviourKey(
    "finish.at-limit", "The finish reason of an answer that used all the tokens allowed",
    values: "finish reason, null, absent", impact: .surprises)
  static let end = BehaviourKey(
    "finish.at-end", "The finish reason of an answer that ended by itself",
    values: "finish reason, null, absent", impact: .surprises)
  static let stop = BehaviourKey(
    "finish.with-stop",
    "The finish reason of an answer below its limit where stop sequences were given",
    values: "finish reason, null, absent", impact: .surprises)

  /// All keys.
  public static let keys = [limit, end, stop]

  /// What an answer without tool calls shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    let evidence = subject.evidence
    guard evidence.isSuccess, subject.step.endpoint == "chat", let body = evidence.requestBody,
      let choice = evidence.completion?.first, choice.toolCalls.isEmpty, body["tools"] == nil,
      body["n"] == nil,
      let used = evidence.completion?.usage?["completion_tokens"]?.int,
      let allowed = (body["max_completion_tokens"] ?? body["max_tokens"])?.int
    else { return [] }
    let value: JSONValue
    if let reason = choice.finishReason {
      value = .string(reason)
    } else {
      value = evidence.json?["choices"]?[0]?["finish_reason"] == .null ? .null : "absent"
    }
    if used >= allowed { return [(limit, value)] }
    return [(body["stop"] == nil ? end : stop, value)]
  }
}
