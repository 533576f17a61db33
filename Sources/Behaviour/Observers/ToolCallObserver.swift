import Conformance
public import WireFormats

/// The dialect of tool calls.
public enum ToolCallObserver: Observer {
  static let idForm = BehaviourKey(
    "tools.id.prefix", "How tool call ids begin", values: "text up to the first - or _",
    impact: .cosmetic)
  static let finish = BehaviourKey(
    "tools.finish-reason", "The finish reason of an answer that calls a tool",
    values: "finish reason", impact: .breaks)
  static let content = BehaviourKey(
    "tools.content", "The content beside a tool call", values: "null, empty, text, absent",
    impact: .surprises)
  static let streamed = BehaviourKey(
    "tools.stream.arguments", "How arguments are streamed", values: "whole, fragments",
    impact: .surprises)

  /// All keys.
  public static let keys = [idForm, finish, content, streamed]

  /// What a call shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    let evidence = subject.evidence
    guard evidence.isSuccess, let choice = evidence.completion?.first,
      let call = choice.toolCalls.first
    else { return [] }
    var seen: [(BehaviourKey, JSONValue)] = []
    if let id = call.id {
      let prefix = id.prefix { $0 != "-" && $0 != "_" }
      seen.append((idForm, prefix.count == id.count ? "" : .string(String(prefix))))
    }
    if let reason = choice.finishReason { seen.append((finish, .string(reason))) }
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
    if let stream = evidence.stream {
      let fragments = stream.events.count { event in
        event.value?["choices"]?[0]?["delta"]?["tool_calls"]?[0]?["function"]?["arguments"]?
          .string.map { !$0.isEmpty } ?? false
      }
      seen.append((streamed, fragments > choice.toolCalls.count ? "fragments" : "whole"))
    }
    return seen
  }
}
