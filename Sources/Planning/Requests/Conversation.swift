import WireFormats

/// Puts one message where it makes sense: an assistant's message needs a question before it, a tool's
/// result the call that it answers.
enum Conversation {
  /// A list of messages that holds the given one, and that a server can answer.
  static func around(_ message: JSONValue) -> JSONValue {
    let question: JSONValue = ["role": "user", "content": .string(WellKnownValues.prompt)]
    // Calls stand in an assistant's message and their ids in a tool's, whatever the example said.
    if message["role"] == "user", message["tool_calls"]?.array != nil {
      return around(message.setting("role", to: "assistant"))
    }
    if message["role"] == "user", message["tool_call_id"]?.string != nil {
      return around(message.setting("role", to: "tool"))
    }
    switch message["role"]?.string {
    case "system", "developer": return [message, question]
    case "assistant":
      let calls = message["tool_calls"]?.array ?? []
      let results = calls.map { call -> JSONValue in
        ["role": "tool", "tool_call_id": call["id"] ?? "call_1", "content": "4 degrees, rain"]
      }
      return .array([question, message] + (results.isEmpty ? [question] : results))
    case "tool":
      let id = message["tool_call_id"]?.string ?? WellKnownValues.callID
      let call: JSONValue = [
        "role": "assistant", "content": .null, "tool_calls": [WellKnownValues.call(id)],
      ]
      return [question, call, message]
    case "function":
      let call: JSONValue = [
        "role": "assistant", "content": .null,
        "function_call": [
          "name": message["name"] ?? .string(WellKnownValues.toolName),
          "arguments": .string(WellKnownValues.arguments),
        ],
      ]
      return [question, call, message]
    default: return [message]
    }
  }
}
