import WireFormats

/// What a request must hold beside a parameter for the parameter to mean anything. These are the
/// rules that OpenAI's request schema states in prose: `top_logprobs` needs `logprobs`,
/// `stream_options` is only for streams, a tool choice needs tools.
enum Companions {
  /// The members that go with a parameter's value; a `nil` value removes a member that the plain
  /// request has.
  static func members(with name: String, value: JSONValue) -> [(name: String, value: JSONValue?)] {
    switch name {
    case "stream_options": [("stream", true)]
    case "top_logprobs": [("logprobs", true)]
    case "tool_choice", "parallel_tool_calls": [("tools", WellKnownValues.tools)]
    case "function_call": [("functions", [WellKnownValues.function])]
    case "audio": [("modalities", ["text", "audio"])]
    case "response_format" where value["type"]?.string?.hasPrefix("json") == true:
      [("messages", WellKnownValues.messages(WellKnownValues.jsonPrompt))]
    default: []
    }
  }
}
