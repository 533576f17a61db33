import Conformance
import Simulator
import Testing
import WireFormats

@Suite struct BehaviourTests {
  private static let weather: JSONValue = [
    "type": "function",
    "function": [
      "name": "get_weather", "description": "Tells the weather in a city.",
      "parameters": [
        "type": "object",
        "properties": ["city": ["type": "string"], "unit": ["enum": ["celsius", "fahrenheit"]]],
        "required": ["city"],
      ],
    ],
  ]

  // MARK: Tools

  @Test(arguments: [false, true]) func callsATool(isStream: Bool) async throws {
    let evidence = try await Client("openai").chat(
      "What is the weather in Oslo in fahrenheit?",
      ["tools": [Self.weather], "stream": .bool(isStream)])
    let choice = try #require(evidence.completion?.first)
    #expect(choice.finishReason == "tool_calls")
    #expect(choice.toolCalls.map(\.name) == ["get_weather"])
    #expect(choice.toolCalls.first?.id?.hasPrefix("call_") == true)
    let arguments = try JSONDocument(parsing: Array((choice.toolCalls.first?.arguments ?? "").utf8))
      .value
    #expect(arguments == ["city": "Oslo", "unit": "fahrenheit"])
  }

  @Test func obeysToolChoice() async throws {
    let client = try Client("openai")
    func calls(_ prompt: String, _ members: JSONValue) async throws -> Int {
      var body = members.object ?? JSONObject()
      body["tools"] = [Self.weather]
      return try await client.chat(prompt, .object(body)).completion?.first?.toolCalls.count ?? -1
    }
    let two = "What is the weather in Oslo and in Lima?"
    #expect(try await calls(two, [:]) == 2)
    #expect(try await calls(two, ["parallel_tool_calls": false]) == 1)
    #expect(try await calls(two, ["tool_choice": "none"]) == 0)
    #expect(try await calls("Say hi.", [:]) == 0)
    #expect(try await calls("Say hi.", ["tool_choice": "required"]) == 1)
    let named: JSONValue = ["type": "function", "function": ["name": "get_weather"]]
    #expect(try await calls("Say hi.", ["tool_choice": named]) == 1)
  }

  @Test func answersFromAResult() async throws {
    let client = try Client("flexai")
    let question: JSONValue = ["role": "user", "content": "What is the weather in Oslo?"]
    let call = try await client.chat(messages: [question], ["tools": [Self.weather]])
    let message = try #require(call.completion?.message)
    let id = try #require(message["tool_calls"]?[0]?["id"])
    let result = try await client.chat(
      messages: [question, message, ["role": "tool", "tool_call_id": id, "content": "7 degrees"]],
      ["tools": [Self.weather]])
    #expect(result.completion?.first?.content?.contains("7 degrees") == true)
    let orphan = try await client.chat(
      messages: [question, message, ["role": "tool", "tool_call_id": "x", "content": "7 degrees"]])
    #expect(orphan.exchange.status == 400)
  }

  // MARK: Forms

  @Test func writesWhatASchemaAsksFor() async throws {
    let schema: JSONValue = [
      "type": "object",
      "properties": [
        "name": ["type": "string"], "size": ["type": "integer", "minimum": 100],
        "tags": [
          "type": "array", "items": ["type": "string", "pattern": "^t[0-9]+$"], "minItems": 2,
        ],
      ],
      "required": ["name", "size", "tags"], "additionalProperties": false,
    ]
    let evidence = try await Client("openai").chat(
      "Describe Oslo.",
      [
        "response_format": [
          "type": "json_schema", "json_schema": ["name": "city", "strict": true, "schema": schema],
        ]
      ])
    let text = try #require(evidence.completion?.first?.content)
    let value = try JSONDocument(parsing: Array(text.utf8)).value
    #expect(value["size"]?.int ?? 0 >= 100)
    #expect(value["tags"]?.array?.count ?? 0 >= 2)
    #expect(value["tags"]?[0]?.string?.hasPrefix("t") == true)
  }

  @Test func tellsLogProbabilitiesOfWhatItWrote() async throws {
    for isStream in [false, true] {
      let evidence = try await Client("openai").chat(
        "Repeat exactly: naïve 你好",
        ["logprobs": true, "top_logprobs": 3, "stream": .bool(isStream)])
      let choice = try #require(evidence.completion?.first)
      let entries = try #require(choice.logprobs)
      let bytes = entries.flatMap { $0["bytes"]?.array?.compactMap(\.int) ?? [] }.map { UInt8($0) }
      #expect(String(decoding: bytes, as: UTF8.self) == choice.content)
      for entry in entries {
        #expect(entry["logprob"]?.double ?? 1 <= 0)
        #expect(entry["top_logprobs"]?.array?.count == 3)
        #expect(
          entry["top_logprobs"]?[0]?["logprob"]?.double ?? -9 >= entry["logprob"]?.double ?? 1)
      }
    }
  }

  @Test func putsTokensInAndOutByBias() async throws {
    let client = try Client("openai")
    let free = try await client.chat("Count from 1 to 9.", ["temperature": 0])
    let forced = try await client.chat(
      "Count from 1 to 9.", ["temperature": 0, "max_tokens": 5, "logit_bias": ["1000": 100]])
    #expect(forced.completion?.first?.content != free.completion?.first?.content)
    #expect(forced.completion?.first?.finishReason == "length")
    let endless = try await client.chat(
      "Say hi.", ["max_tokens": 9, "logit_bias": ["50256": -100]])
    #expect(endless.completion?.first?.finishReason == "length")
  }

  @Test func givesSeveralChoices() async throws {
    for isStream in [false, true] {
      let evidence = try await Client("openai").chat(
        "Describe a river.", ["n": 3, "temperature": 1, "stream": .bool(isStream)])
      let choices = try #require(evidence.completion?.choices)
      #expect(choices.compactMap(\.index).sorted() == [0, 1, 2])
      #expect(Set(choices.compactMap(\.content)).count == 3)
      #expect(choices.allSatisfy { $0.finishReason == "stop" })
    }
  }

  @Test func keepsReasoningApart() async throws {
    let client = try Client("model-library")
    for isStream in [false, true] {
      let evidence = try await client.chat(
        "What is 17 times 23?", ["separate_reasoning": true, "stream": .bool(isStream)])
      let choice = try #require(evidence.completion?.first)
      #expect(choice.content == "391")
      #expect(choice.reasoning["reasoning_content"]?.isEmpty == false)
    }
    let off = try await client.chat("What is 17 times 23?", ["reasoning_effort": "none"])
    #expect(off.completion?.first?.reasoning.isEmpty == true)
    #expect(off.completion?.usage?["completion_tokens_details"]?["reasoning_tokens"] == 0)
  }

  // MARK: Refusals

  @Test(arguments: Specs.ids) func refusesInTheDocumentedShape(id: String) async throws {
    let client = try Client(id)
    let wrong: [JSONValue] = [["messages": 42], ["messages": []], ["stream": "perhaps"]]
    for members in wrong {
      let evidence = try await client.chat("Say hi.", members)
      #expect(evidence.exchange.status == 400, "\(members)")
      #expect(evidence.error?["message"]?.string?.isEmpty == false)
      #expect(evidence.error?["type"]?.string != nil)
      #expect(evidence.mediaType?.isJSON == true)
    }
    let unknown = try await client.chat("Say hi.", model: "no-such-model")
    #expect([400, 404].contains(unknown.exchange.status))
    let long = try await client.chat(String(repeating: "word ", count: 33_000))
    #expect(long.exchange.status == 400)
  }

  @Test func checksCredentials() async throws {
    let client = try Client("flock")
    for (fields, status) in [
      (HeaderFields(), 401), (["x-litellm-api-key": "sk-wrong"], 401),
      (["x-litellm-api-key": client.provider.key], 200),
      (["Authorization": "Bearer \(client.provider.key)"], 200),
    ] as [(HeaderFields, Int)] {
      let body: JSONValue = [
        "model": .string(client.provider.spec.service.model),
        "messages": [["role": "user", "content": "Say hi."]],
      ]
      let request = try client.request("POST", "/chat/completions", body: body, fields: fields)
      let exchange = try await client.transport.send(request, limits: TimeLimits())
      #expect(exchange.status == status, "\(fields)")
      #expect(status == 200 || exchange.response?.fields["WWW-Authenticate"] != nil)
    }
  }

  @Test func limitsRates() async throws {
    let client = try Client(
      "flexai", options: SimulatorOptions(rateLimit: Service.RateLimit(requests: 2, seconds: 60)))
    var statuses: [Int?] = []
    for _ in 0..<3 { statuses.append(try await client.chat("Say hi.").exchange.status) }
    #expect(statuses == [200, 200, 429])
    let last = try await client.chat("Say hi.")
    #expect(last.exchange.response?.fields["Retry-After"] == "60")
    #expect(last.exchange.response?.fields["x-ratelimit-remaining-requests"] == "0")
  }

  @Test func echoesTheRequestID() async throws {
    let client = try Client("flowapi")
    var fields = client.credentials
    fields.set("X-Request-ID", to: "trace-7")
    let request = try client.request("GET", "/models", fields: fields)
    let exchange = try await client.transport.send(request, limits: TimeLimits())
    #expect(exchange.response?.fields["x-request-id"] == "trace-7")
  }

  // MARK: Other endpoints

  @Test func embedsTexts() async throws {
    let client = try Client("openai")
    func embed(_ members: JSONValue) async throws -> Evidence {
      var body = members.object ?? JSONObject()
      body["model"] = .string(try #require(client.provider.spec.service.embeddingModel))
      let request = try client.request("POST", "/embeddings", body: .object(body))
      return Evidence(
        of: try await client.transport.send(request, limits: client.limits), endpoint: "embeddings")
    }
    let two = try await embed(["input": ["one", "two"], "dimensions": 8])
    let vectors = try #require(two.json?["data"]?.array)
    #expect(vectors.map { $0["index"]?.int } == [0, 1])
    let numbers = try #require(vectors[1]["embedding"]?.array).compactMap(\.double)
    #expect(numbers.count == 8)
    #expect(abs(numbers.reduce(0) { $0 + $1 * $1 } - 1) < 0.001)
    let coded = try await embed(["input": "two", "dimensions": 8, "encoding_format": "base64"])
    let text = try #require(coded.json?["data"]?[0]?["embedding"]?.string)
    #expect(text.utf8.count == 44)
    #expect(try await embed(["input": []]).exchange.status == 400)
  }

  @Test func listsModels() async throws {
    let client = try Client("openai")
    let list = try await client.get("/models", endpoint: "models")
    let ids = list.json?["data"]?.array?.compactMap { $0["id"]?.string } ?? []
    #expect(ids.contains("gpt-4o-mini"))
    #expect(
      try await client.get("/models/gpt-4o-mini", endpoint: "model").json?["id"] == "gpt-4o-mini")
    #expect(try await client.get("/models/none", endpoint: "model").exchange.status == 404)
    #expect(try await client.get("/nowhere", endpoint: "model").exchange.status == 404)
    #expect(try await client.get("/chat/completions", endpoint: "chat").exchange.status == 405)
  }

  // MARK: Determinism and time

  @Test func answersTheSameWhateverTheOrder() throws {
    let first = try Specs.provider("openai", options: SimulatorOptions(key: "sk-test"))
    let second = first.variant(options: first.options)
    // Of requests with equal bodies the order is all that tells them apart.
    var seen: Set<[UInt8]> = []
    let requests = try Conversation.all(for: first.spec).filter {
      seen.insert(Array(($0.method + $0.target).utf8) + $0.body).inserted
    }
    let forward = requests.map(first.respond)
    let backward = Array(requests.reversed().map(second.respond).reversed())
    #expect(forward == backward)
  }

  @Test func showsVirtualTime() async throws {
    let client = try Client(
      "flexai", options: SimulatorOptions(firstTokenMilliseconds: 40, tokenMilliseconds: 10))
    let evidence = try await client.chat("Count from 1 to 9.", ["stream": true])
    #expect(evidence.exchange.firstByteMilliseconds == 40)
    let times = evidence.exchange.reads.map(\.milliseconds)
    #expect(times == times.sorted())
    #expect(evidence.exchange.totalMilliseconds == 40 + 10 * 17)
    #expect(evidence.exchange.reads.reduce(0) { $0 + $1.byteCount } == evidence.exchange.body.count)
  }

  @Test func runsIntoTimeLimits() async throws {
    var client = try Client("openai", options: SimulatorOptions(firstTokenMilliseconds: 4000))
    client.limits.firstByte = 3
    #expect(try await client.chat("Say hi.").exchange.ending == .timedOut(.firstByte))
    let hang = try #require(FaultRegistry.fault("tm-stalls-midstream"))
    let stalling = try Client("openai", options: SimulatorOptions(faults: [hang]))
    let evidence = try await stalling.chat("Count from 1 to 9.", ["stream": true])
    #expect(evidence.exchange.ending == .timedOut(.silence))
    #expect(!evidence.exchange.body.isEmpty)
  }

  @Test func transcriptsHoldTheWholeResponse() throws {
    let provider = try Specs.provider("openai", options: SimulatorOptions(key: "sk-test"))
    let script = provider.respond(to: try Conversation.stream(for: provider.spec))
    let transcript = WireTranscript(of: script, limits: TimeLimits())
    let text = String(decoding: transcript.reads.flatMap(\.bytes), as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.hasSuffix("0\r\n\r\n"))
    #expect(transcript.reads.count > 40)
    #expect(transcript.stop == .timedOut(.silence))
  }
}
