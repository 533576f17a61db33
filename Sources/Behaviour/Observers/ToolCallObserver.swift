import Conformance
public import WireFormats

/// The dialect of tool calls.
public enum ToolCallObserver: Observer {
  static let idForm = BehaviourKey(
    "tools.id.prefix", "How tool call ids begin",
    values: "text up to the first - or _, none where there is neither, empty, absent",
    impact: .cosmetic)
  static let type = BehaviourKey(
    "tools.type", "The `type` of tool calls", values: "text, absent", impact: .surprises)
  static let finish = BehaviourKey(
    "tools.finish-reason.<choice>",
    "The finish reason of an answer that calls a tool, by `tool_choice`",
    values: "finish reason, none", impact: .breaks)
  static let arguments = BehaviourKey(
    "tools.arguments", "What the arguments of a call are",
    values: "JSON object, other text, empty, not a string", impact: .breaks)
  static let content = BehaviourKey(
    "tools.content", "The content beside a tool call", values: "null, empty, text, absent, other",
    impact: .surprises)
  static let streamed = BehaviourKey(
    "tools.stream.arguments", "How arguments are streamed", values: "whole, fragments",
    impact: .surprises)
  static let indexes = BehaviourKey(
    "tools.stream.index", "The `index` of streamed calls", values: "counted, absent, other",
    impact: .breaks)

  /// All keys and families.
  public static let keys = [idForm, type, finish, arguments, content, streamed, indexes]

  /// What a call shows that was not cut off.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    let evidence = subject.evidence
    guard evidence.isSuccess, let choice = evidence.completion?.first,
      let call = choice.toolCalls.first, !isCut(evidence)
    else { return [] }
    var seen: [(BehaviourKey, JSONValue)] = [
      (
        idForm,
        .string(
          call.id.map { $0.isEmpty ? "empty" : CompletionObserver.prefix(of: $0) } ?? "absent")
      ),
      (type, .string(call.type ?? "absent")),
      (arguments, .string(form(of: call.arguments))),
    ]
    let asked = evidence.requestBody?["tool_choice"]
    let situation = asked?.string ?? (asked?.object == nil ? "unset" : "named")
    let given =
      switch situation {
      case "unset": "where no `tool_choice` is given"
      case "named": "where `tool_choice` names it"
      default: "with `tool_choice` \(situation)"
      }
    seen.append(
      (
        finish.filled(
          situation, meaning: "The finish reason of an answer that calls a tool, \(given)"),
        .string(choice.finishReason ?? "none")
      ))
    if let message = evidence.json?["choices"]?[0]?["message"] {
      let text: String =
        switch message["content"] {
        case nil: "absent"
        case .null: "null"
        case .string(let value): value.isEmpty ? "empty" : "text"
        default: "other"
        }
      seen.append((content, .string(text)))
    }
    if let stream = evidence.stream { seen += self.streamed(stream, calls: choice.toolCalls) }
    return seen
  }

  /// Whether the limit cut the call off, which is no dialect.
  private static func isCut(_ evidence: Evidence) -> Bool {
    let allowed =
      (evidence.requestBody?["max_completion_tokens"] ?? evidence.requestBody?["max_tokens"])?.int
    guard let allowed else { return false }
    if let used = evidence.completion?.usage?["completion_tokens"]?.int { return used >= allowed }
    // Without usage, no call fits into so few tokens.
    return allowed < 32
  }

  private static func form(of arguments: String?) -> String {
    guard let arguments else { return "not a string" }
    if arguments.isEmpty { return "empty" }
    return JSONValue(ifJSON: arguments.utf8)?.object == nil ? "other text" : "JSON object"
  }

  private static func streamed(_ stream: EventStreamEvidence, calls: [Completion.ToolCall])
    -> [(BehaviourKey, JSONValue)]
  {
    let parts = stream.events.flatMap {
      $0.value?["choices"]?[0]?["delta"]?["tool_calls"]?.array ?? []
    }
    let fragments = parts.count { !($0["function"]?["arguments"]?.string ?? "").isEmpty }
    let indexed = parts.map { $0["index"]?.int }
    let isCounted =
      indexed.allSatisfy { $0 != nil }
      && Set(indexed.compactMap { $0 }) == Set(0..<max(1, calls.count))
    let text =
      indexed.allSatisfy { $0 == nil } ? "absent" : isCounted ? "counted" : "other"
    return [
      (self.streamed, fragments > calls.count ? "fragments" : "whole"), (indexes, .string(text)),
    ]
  }
}
