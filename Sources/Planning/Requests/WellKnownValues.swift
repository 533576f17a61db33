import WireFormats

/// Values that make a request sensible and not merely valid: a harmless short prompt, one tool, an
/// image that needs no download. Used wherever the provider's own schema takes them.
enum WellKnownValues {
  /// The cheapest prompt there is.
  static let prompt = "Say hi."
  /// The same for answers that must be JSON: several servers ask for the word itself.
  static let jsonPrompt = "Answer with a JSON object that has one member \"word\": \"hi\"."
  /// The one tool that derived requests declare.
  static let toolName = "get_weather"
  /// A picture of one pixel.
  static let image =
    "data:image/png;base64,"
    + "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

  /// One user message.
  static func messages(_ text: String = prompt) -> JSONValue {
    [["role": "user", "content": .string(text)]]
  }

  /// One function with one parameter.
  static let function: JSONValue = [
    "name": .string(toolName), "description": "Current weather in a city",
    "parameters": [
      "type": "object", "properties": ["city": ["type": "string"]], "required": ["city"],
    ],
  ]

  /// The tool list.
  static let tools: JSONValue = [["type": "function", "function": function]]

  /// A schema for answers of one word.
  static let wordSchema: JSONValue = [
    "type": "object", "properties": ["word": ["type": "string"]], "required": ["word"],
    "additionalProperties": false,
  ]

  /// A value with what its `type` needs beside it where the page does not print that: everybody
  /// refuses a response format `json_schema` without a schema.
  ///
  /// - Parameter isValid: whether the value is to be taken; one with a fault keeps the fault.
  static func completed(_ value: JSONValue, of parameter: String, isValid: Bool) -> JSONValue {
    guard parameter == "response_format", value["type"] == "json_schema" else { return value }
    guard let format = value["json_schema"] else {
      return isValid
        ? value.setting(
          "json_schema", to: ["name": "word", "schema": wordSchema, "strict": true]) : value
    }
    guard format.object != nil, format["schema"] == nil else { return value }
    return value.setting("json_schema", to: format.setting("schema", to: wordSchema))
  }

  /// What a parameter of that name means nothing without, where the spec does not say it (`with`).
  static func companions(of parameter: String) -> JSONValue {
    switch parameter {
    case "tool_choice", "parallel_tool_calls": ["tools": tools]
    case "function_call": ["functions": [function]]
    case "top_logprobs": ["logprobs": true]
    case "stream_options": ["stream": true]
    default: [:]
    }
  }

  /// Arguments for that tool.
  static let arguments = "{\"city\": \"Oslo\"}"
  /// The id of the one call in made-up histories.
  static let callID = "call_1"

  /// A call of that tool.
  static func call(_ id: String) -> JSONValue {
    [
      "id": .string(id), "type": "function",
      "function": ["name": .string(toolName), "arguments": .string(arguments)],
    ]
  }

  /// A sensible value of a parameter of that name, `nil` where none is known.
  static func parameter(_ name: String) -> JSONValue? {
    switch name {
    case "messages": messages()
    case "prompt": .string(prompt)
    case "input": "hello"
    case "tools": tools
    case "functions": [function]
    case "tool_choice": ["type": "function", "function": ["name": .string(toolName)]]
    case "function_call": ["name": .string(toolName)]
    case "logit_bias": ["100": 0]
    case "stop": ["zebra"]
    case "user", "safety_identifier", "prompt_cache_key", "chat_id": "assay"
    case "metadata": ["purpose": "conformance"]
    case "seed": 7
    case "top_k": 40
    case "max_tokens", "max_completion_tokens", "max_output_tokens": 8
    case "prediction": ["type": "content", "content": "Hi!"]
    default: nil
    }
  }

  /// A sensible value of a nested member of that name.
  static func member(_ name: String) -> JSONValue? {
    switch name {
    case "role": "user"
    case "content", "text": .string(prompt)
    case "name": .string(toolName)
    case "url": .string(image)
    case "arguments": .string(arguments)
    case "tool_calls": [call(callID)]
    case "tool_call_id": .string(callID)
    case "schema": wordSchema
    case "parameters": function["parameters"]
    default: nil
    }
  }
}
