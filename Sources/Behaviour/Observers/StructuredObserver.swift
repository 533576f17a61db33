import Conformance
public import WireFormats

/// What JSON modes give.
public enum StructuredObserver: Observer {
  static let content = BehaviourKey(
    "structured.<mode>", "What the content is where `response_format` asks for a mode",
    values: "JSON object, JSON value, fenced JSON, text, nothing", impact: .breaks)

  /// One family.
  public static let keys = [content]

  /// What an answer that ended by itself shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    let evidence = subject.evidence
    guard evidence.isSuccess, subject.step.endpoint == "chat",
      let mode = evidence.requestBody?["response_format"]?["type"]?.string,
      ["json_object", "json_schema"].contains(mode), let choice = evidence.completion?.first,
      choice.finishReason != "length"
    else { return [] }
    let key = content.filled(mode, meaning: "What the content is with `response_format` \(mode)")
    return [(key, .string(form(of: choice.content)))]
  }

  private static func form(of text: String?) -> String {
    guard let text, !text.isEmpty else { return "nothing" }
    guard let value = JSONValue(ifJSON: text.utf8) else {
      return text.contains("```") ? "fenced JSON" : "text"
    }
    return value.object == nil ? "JSON value" : "JSON object"
  }
}
