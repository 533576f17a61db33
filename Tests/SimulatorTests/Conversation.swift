import Conformance
import Simulator
import Testing
import WireFormats

/// Requests of all kinds, as strangers send them.
enum Conversation {
  static func stream(for spec: ProviderSpec) throws -> HTTPRequest {
    try request(spec, ["stream": true], prompt: "Count from 1 to 40.")
  }

  static func all(for spec: ProviderSpec) throws -> [HTTPRequest] {
    try invalid(spec) + others(spec) + tools(spec) + plain(spec)
  }

  private static let weather: JSONValue = [
    "type": "function",
    "function": [
      "name": "get_weather", "description": "Tells the weather in a city.", "strict": true,
      "parameters": [
        "type": "object", "properties": ["city": ["type": "string"]], "required": ["city"],
        "additionalProperties": false,
      ],
    ],
  ]

  private static func plain(_ spec: ProviderSpec) throws -> [HTTPRequest] {
    let schema: JSONValue = [
      "type": "json_schema",
      "json_schema": [
        "name": "city", "strict": true,
        "schema": [
          "type": "object",
          "properties": ["name": ["type": "string"], "size": ["type": "integer"]],
          "required": ["name", "size"], "additionalProperties": false,
        ],
      ],
    ]
    let members: [JSONValue] = [
      [:], ["stream": true], ["max_tokens": 8], ["max_completion_tokens": 8],
      ["max_tokens": 24, "max_completion_tokens": 4], ["stream": true, "max_tokens": 8],
      ["stop": "9"], ["stop": ["7", "9"]], ["stop": ["9", "7"], "stream": true],
      ["seed": 7, "temperature": 1], ["temperature": 0], ["temperature": 2],
      ["presence_penalty": -2],
      ["n": 2], ["n": 2, "stream": true], ["n": 2, "temperature": 0], ["user": "user-1"],
      ["logit_bias": ["300": 100], "max_tokens": 20],
      ["top_p": .decimal("0.01") ?? 0, "temperature": 1],
      ["logprobs": true, "top_logprobs": 3, "temperature": 1],
      ["logprobs": 3], ["logprobs": true, "stream": true],
      ["stream": true, "stream_options": ["include_usage": true]], ["max_tokens": .null],
      ["reasoning_effort": "high"], ["reasoning_effort": "high", "stream": true],
      ["reasoning_effort": "none"], ["enable_thinking": true],
      ["response_format": ["type": "json_object"]], ["response_format": schema],
      ["unknown_member": 1], ["model": .null],
    ]
    let messages: [JSONValue] = [
      [["role": "user", "content": [["type": "text", "text": "Say hello."]]]],
      [
        ["role": "system", "content": "You are brief."],
        ["role": "user", "content": "My name is Änne. What is my name?"],
      ],
      [
        ["role": "user", "content": "My number is 471."],
        ["role": "assistant", "content": "Noted."],
        ["role": "user", "content": "What is my number?"],
      ],
      [
        [
          "role": "user",
          "content": [
            ["type": "image_url", "image_url": ["url": "https://nowhere.invalid/a.png"]]
          ],
        ]
      ],
      [["role": "user", "content": .string(String(repeating: "word ", count: 40_000))]],
    ]
    let long: [JSONValue] = [[:], ["stream": true]]
    return try members.map { try request(spec, $0, prompt: "Count from 1 to 40.") }
      + members.prefix(20).map { try request(spec, $0, prompt: "Describe a garden.") }
      + long.map { try request(spec, $0, prompt: "Write a long story.") }
      + messages.map { try request(spec, ["messages": $0], prompt: "") }
  }

  private static func tools(_ spec: ProviderSpec) throws -> [HTTPRequest] {
    let named: JSONValue = ["type": "function", "function": ["name": "get_weather"]]
    let unknown: JSONValue = ["type": "function", "function": ["name": "unknown"]]
    let choices: [JSONValue] = [
      [:], ["tool_choice": "required"], ["tool_choice": "none"], ["tool_choice": named],
      ["tool_choice": unknown], ["parallel_tool_calls": false],
    ]
    let prompt = "What is the weather in Paris and London?"
    let call: JSONValue = [
      "role": "assistant", "content": .null,
      "tool_calls": [
        [
          "id": "call_1", "type": "function",
          "function": ["name": "get_weather", "arguments": "{}"],
        ]
      ],
    ]
    let turns = ["call_1", "call_other"].map { id -> JSONValue in
      [
        ["role": "user", "content": .string(prompt)], call,
        ["role": "tool", "tool_call_id": .string(id), "content": "Rain."],
      ]
    }
    return try choices.flatMap { choice in
      try [false, true].map { isStream in
        var members = choice.object ?? JSONObject()
        members["tools"] = [weather]
        members["stream"] = .bool(isStream)
        return try request(spec, .object(members), prompt: prompt)
      }
    } + turns.map { try request(spec, ["messages": $0, "tools": [weather]], prompt: "") }
  }

  private static func invalid(_ spec: ProviderSpec) throws -> [HTTPRequest] {
    let members: [JSONValue] = [
      ["temperature": 9], ["temperature": "hot"], ["temperature": -1], ["top_p": -1], ["top_p": 9],
      ["max_tokens": 0], ["presence_penalty": 9], ["frequency_penalty": 9],
      ["stop": ["a", "b", "c", "d", "e"]], ["logit_bias": ["1": 500]],
      ["reasoning_effort": "extreme"], ["response_format": ["type": "json_schema"]],
      ["messages": []], ["messages": 42], ["model": "no-such-model"],
      ["stream": true, "temperature": 9],
      ["messages": [["role": "narrator", "content": "Hi."]]],
    ]
    var requests = try members.map { try request(spec, $0, prompt: "Say hello.") }
    var broken = try request(spec, [:], prompt: "Say hello.")
    broken.body.removeLast(4)
    requests.append(broken)
    let names = spec.service.credentials.filter(\.isRequired).map(\.name)
    for value in ["Bearer sk-wrong", nil] {
      var strange = try request(spec, [:], prompt: "Say hello.")
      for name in names { strange.fields.set(name, to: value) }
      requests.append(strange)
    }
    var noModel = try request(spec, [:], prompt: "Say hello.")
    noModel.body = Array(#"{"messages":[{"role":"user","content":"Hi."}]}"#.utf8)
    requests.append(noModel)
    return requests
  }

  private static func others(_ spec: ProviderSpec) throws -> [HTTPRequest] {
    var requests = [
      try request(spec, "GET", "/models"),
      try request(spec, "GET", "/models/\(spec.service.model)"),
      try request(spec, "GET", "/no/such/path"), try request(spec, "GET", "/chat/completions"),
    ]
    for endpoint in spec.endpoints where endpoint.isAtRoot {
      var request = try request(spec, endpoint.method, "")
      request.target = endpoint.path
      if endpoint.isPublic {
        for credential in spec.service.credentials { request.fields.set(credential.name, to: nil) }
      }
      requests.append(request)
    }
    if let model = spec.service.embeddingModel {
      for members: JSONValue in [
        ["input": ["one", "two"]], ["input": "one", "encoding_format": "base64"],
        ["input": "one", "dimensions": 64],
      ] {
        var body = members.object ?? JSONObject()
        body["model"] = .string(model)
        requests.append(try request(spec, "POST", "/embeddings", .object(body)))
      }
    }
    return requests
  }

  private static func request(_ spec: ProviderSpec, _ members: JSONValue, prompt: String) throws
    -> HTTPRequest
  {
    var body = JSONObject()
    body["model"] = .string(spec.service.model)
    body["messages"] = [["role": "user", "content": .string(prompt)]]
    for member in members.object?.members ?? [] { body[member.name] = member.value }
    let endpoint = try #require(spec.endpoint("chat"))
    var made = try request(spec, "POST", endpoint.path, .object(body))
    if endpoint.isAtRoot { made.target = endpoint.path }
    return made
  }

  private static func request(
    _ spec: ProviderSpec, _ method: String, _ path: String, _ body: JSONValue? = nil
  ) throws -> HTTPRequest {
    let base = ReferenceProvider.basePath(of: spec)
    let origin = try #require(HTTPOrigin(parsing: "http://simulated" + base))
    let credentials = spec.service.credentials.filter(\.isRequired).map {
      HeaderField(name: $0.name, value: $0.value.replacing("{key}", with: "sk-test"))
    }
    var fields = HeaderFields(credentials)
    fields.set("X-Request-ID", to: "trace-1")
    return HTTPRequest(
      method: method, origin: origin, target: base + path, fields: fields,
      body: body.map { Array($0.serialized().utf8) } ?? [])
  }
}
