import Conformance
public import WireFormats

/// The shape of plain completions.
public enum CompletionObserver: Observer {
  static let mediaType = BehaviourKey(
    "completion.media-type", "The Content-Type of plain answers", values: "media type, none",
    impact: .breaks)
  static let body = BehaviourKey(
    "completion.body", "What a plain answer is",
    values: "completion, other JSON, malformed JSON, event stream, empty, not JSON",
    impact: .breaks)
  static let object = BehaviourKey(
    "completion.object", "The `object` of a completion", values: "text, other, absent",
    impact: .surprises)
  static let members = BehaviourKey(
    "completion.members", "The members of a completion object", values: "list of names",
    impact: .cosmetic)
  static let messageMembers = BehaviourKey(
    "completion.message.members", "The members of a plain message, reasoning apart",
    values: "list of names",
    impact: .cosmetic)
  static let content = BehaviourKey(
    "completion.content", "The JSON type of a plain message's content",
    values: "string, null, array, object, absent", impact: .breaks)
  static let idForm = BehaviourKey(
    "completion.id.prefix", "How completion ids begin",
    values: "text up to the first - or _, none where there is neither, absent", impact: .cosmetic)
  static let created = BehaviourKey(
    "completion.created", "The unit of `created`", values: "seconds, milliseconds, other, absent",
    impact: .breaks)
  static let model = BehaviourKey(
    "completion.model", "Whether the answer names the model asked for",
    values: "same, other, absent", impact: .surprises)
  static let logprobs = BehaviourKey(
    "completion.logprobs.members", "The members of a logprobs entry", values: "list of names",
    impact: .surprises)
  static let reasoning = BehaviourKey(
    "completion.reasoning.members", "The message members that carry reasoning",
    values: "list of names", impact: .surprises)

  /// All keys.
  public static let keys = [
    mediaType, body, object, members, messageMembers, content, idForm, created, model, logprobs,
    reasoning,
  ]

  /// What an answer shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    let evidence = subject.evidence
    guard evidence.isSuccess, subject.step.endpoint == "chat", !evidence.asksForStream,
      evidence.requestBody?["stream"].map({ $0 == .bool(false) || $0.isNull }) ?? true,
      evidence.error ?? .null == .null
    else { return [] }
    var seen: [(BehaviourKey, JSONValue)] = [
      (mediaType, .string(evidence.mediaType?.essence ?? "none")),
      (body, .string(form(of: evidence))),
    ]
    guard let answer = evidence.json, let completion = evidence.completion else { return seen }
    seen.append((object, answer["object"].map { $0.string == nil ? "other" : $0 } ?? "absent"))
    seen.append((members, answer.memberNames))
    if let message = answer["choices"]?[0]?["message"], completion.first?.toolCalls.isEmpty == true
    {
      seen.append((messageMembers, message.memberNamesApartFromReasoning))
      seen.append((content, .string(message["content"]?.typeName ?? "absent")))
      let carriers = Completion.Choice.reasoningMembers.filter { message[$0]?.string != nil }
      if !carriers.isEmpty { seen.append((reasoning, .list(carriers))) }
    }
    seen.append((idForm, .string(completion.id.map(prefix) ?? "absent")))
    seen.append((created, .string(unit(of: answer["created"]))))
    // An empty name leaves the choice to the provider: any answer is the one asked for.
    if let asked = evidence.requestBody?["model"]?.string, !asked.isEmpty {
      let same = completion.model.map { $0 == asked ? "same" : "other" } ?? "absent"
      seen.append((model, .string(same)))
    }
    if let entry = completion.first?.logprobs?.first { seen.append((logprobs, entry.memberNames)) }
    return seen
  }

  private static func form(of evidence: Evidence) -> String {
    switch evidence.payload {
    case .empty: "empty"
    case .json: evidence.completion == nil ? "other JSON" : "completion"
    case .malformedJSON: "malformed JSON"
    case .eventStream: "event stream"
    case .other: "not JSON"
    }
  }

  /// How an id begins: `chatcmpl` of `chatcmpl-123`.
  static func prefix(of id: String) -> String {
    let prefix = id.prefix { $0 != "-" && $0 != "_" }
    return prefix.count == id.count ? "none" : String(prefix)
  }

  private static func unit(of value: JSONValue?) -> String {
    guard let value else { return "absent" }
    guard let number = value.int else { return "other" }
    switch number {
    case 1_000_000_000..<10_000_000_000: return "seconds"
    case 1_000_000_000_000..<10_000_000_000_000: return "milliseconds"
    default: return "other"
    }
  }
}
