import Conformance
import WireFormats

/// What a chat request asks for, member by member; what is missing or of the wrong type is `nil`.
struct ChatRequest {
  let body: JSONValue

  /// A tool that the request declares.
  struct Tool {
    let name: String
    let parameters: JSONValue?
    let isStrict: Bool
  }

  /// What `tool_choice` says.
  enum ToolChoice: Equatable {
    case none
    case auto
    case required
    /// One function by name.
    case named(String)
    /// One of the forms that leave the model free, or an unknown one.
    case other
  }

  init?(_ evidence: Evidence) {
    guard let body = evidence.requestBody, body.object != nil else { return nil }
    self.body = body
  }

  /// How many choices were asked for: 1 where `n` is missing or null, `nil` where it is no count.
  var n: Int? {
    guard let value = body["n"], !value.isNull else { return 1 }
    return value.int.flatMap { $0 >= 1 ? $0 : nil }
  }

  /// The limits of output tokens by member name, those that are positive integers.
  func limit(_ name: String) -> Int? { body[name]?.int.flatMap { $0 >= 1 ? $0 : nil } }

  /// The limits in force; where both names are given either may count.
  var limits: [(name: String, value: Int)] {
    ["max_completion_tokens", "max_tokens"].compactMap { name in
      limit(name).map { (name, $0) }
    }
  }

  /// The stop sequences that are not empty.
  var stopSequences: [String] {
    let values = body["stop"]?.array ?? body["stop"].map { [$0] } ?? []
    return values.compactMap(\.string).filter { !$0.isEmpty }
  }

  /// Whether the server was told to leave the stop sequence in the text, by an extension.
  var includesStopInOutput: Bool { body["include_stop_str_in_output"]?.bool == true }

  /// The declared function tools.
  var tools: [Tool] {
    (body["tools"]?.array ?? []).compactMap { tool in
      guard let function = tool["function"], let name = function["name"]?.string else { return nil }
      return Tool(
        name: name, parameters: function["parameters"],
        isStrict: function["strict"]?.bool == true)
    }
  }

  /// Whether the request has any tool or, in the deprecated form, function.
  var hasTools: Bool {
    body["tools"]?.array?.isEmpty == false || body["functions"]?.array?.isEmpty == false
  }

  /// The tool choice, `nil` where it is missing or null.
  var toolChoice: ToolChoice? {
    guard let value = body["tool_choice"], !value.isNull else { return nil }
    switch value.string {
    case "none": return ToolChoice.none
    case "auto": return .auto
    case "required": return .required
    default: break
    }
    if value["type"]?.string == "function", let name = value["function"]?["name"]?.string {
      return .named(name)
    }
    return .other
  }

  var includesUsage: Bool { body["stream_options"]?["include_usage"]?.bool == true }

  /// Whether running usage was asked for, by an extension of vLLM and SGLang.
  var asksForContinuousUsage: Bool {
    body["stream_options"]?["continuous_usage_stats"]?.bool == true
  }

  var asksForLogprobs: Bool { body["logprobs"]?.bool == true }

  /// The number of alternatives asked for, 0 where none were.
  var topLogprobs: Int { body["top_logprobs"]?.int ?? 0 }

  /// `response_format.type`.
  var responseFormat: String? { body["response_format"]?["type"]?.string }

  /// The text of all messages, for what an answer may merely repeat.
  var promptText: String {
    (body["messages"]?.array ?? []).map { message in
      if let text = message["content"]?.string { return text }
      return (message["content"]?.array ?? []).compactMap { $0["text"]?.string }
        .joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
