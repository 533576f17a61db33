import Conformance
public import WireFormats

/// Where usage comes and what it holds.
public enum UsageObserver: Observer {
  static let plain = BehaviourKey(
    "usage.plain", "Usage of a plain answer", values: "given, null, absent", impact: .surprises)
  static let members = BehaviourKey(
    "usage.members", "The members of usage", values: "list of names", impact: .surprises)
  static let sum = BehaviourKey(
    "usage.sum", "Whether total_tokens is prompt_tokens + completion_tokens",
    values: "equal, other, incomplete", impact: .surprises)
  static let asked = BehaviourKey(
    "stream.usage.placement", "Where usage comes in a stream that asks for it (`include_usage`)",
    values: "separate-chunk, finish-chunk, last-chunk, every-chunk, elsewhere, none",
    impact: .breaks)
  static let unasked = BehaviourKey(
    "stream.usage.unasked", "Where usage comes in a stream that does not ask for it",
    values: "separate-chunk, finish-chunk, last-chunk, every-chunk, elsewhere, none",
    impact: .surprises)
  static let before = BehaviourKey(
    "stream.usage.before", "What the chunks before the one with usage have for it",
    values: "null, absent, mixed", impact: .cosmetic)

  /// All keys.
  public static let keys = [plain, members, sum, asked, unasked, before]

  /// What an answer shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    let evidence = subject.evidence
    guard evidence.isSuccess, subject.step.endpoint == "chat", let completion = evidence.completion
    else { return [] }
    var seen: [(BehaviourKey, JSONValue)] = []
    if let body = evidence.json {
      let text = body["usage"].map { $0.isNull ? "null" : "given" } ?? "absent"
      seen.append((plain, .string(text)))
    }
    if let usage = completion.usage {
      seen.append((members, usage.memberNames))
      seen.append((sum, .string(sum(of: usage))))
    }
    guard let stream = evidence.stream else { return seen }
    let chunks = stream.events.compactMap(\.value).filter { $0["choices"] != nil }
    guard chunks.count > 1 else { return seen }
    let isAsked = evidence.requestBody?["stream_options"]?["include_usage"] == true
    let isOddlyAsked = !isAsked && evidence.requestBody?["stream_options"] != nil
    if !isOddlyAsked {
      seen.append((isAsked ? asked : unasked, .string(placement(chunks))))
    }
    if isAsked, completion.usage != nil {
      let others = Set(chunks.dropLast().map { $0["usage"].map(\.typeName) ?? "absent" })
        .subtracting(["object"])
      if !others.isEmpty {
        seen.append((before, .string(others.count > 1 ? "mixed" : others.first ?? "absent")))
      }
    }
    return seen
  }

  private static func sum(of usage: JSONValue) -> String {
    guard let prompt = usage["prompt_tokens"]?.int, let total = usage["total_tokens"]?.int,
      let completion = usage["completion_tokens"]?.int
    else { return "incomplete" }
    return prompt + completion == total ? "equal" : "other"
  }

  private static func placement(_ chunks: [JSONValue]) -> String {
    let carrying = chunks.indices.filter { !(chunks[$0]["usage"] ?? .null).isNull }
    guard let last = carrying.last else { return "none" }
    if carrying.count >= chunks.count - 1 && carrying.count > 1 { return "every-chunk" }
    guard carrying.count == 1 else { return "elsewhere" }
    if (chunks[last]["choices"]?.array ?? []).isEmpty { return "separate-chunk" }
    if chunks[last]["choices"]?[0]?["finish_reason"]?.string != nil { return "finish-chunk" }
    return last == chunks.count - 1 ? "last-chunk" : "elsewhere"
  }
}
