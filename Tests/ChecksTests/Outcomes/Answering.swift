import Checks
import Conformance
import Specifications
import WireFormats

/// Makes evidence as a server would have given it, for tests of outcome checks.
enum Answering {
  static let spec: ProviderSpec = {
    var files: [String: [UInt8]] = [:]
    for path in BundledSpecs.paths { files[path] = BundledSpecs.bytes(at: path) }
    do throws(SpecError) {
      return try ProviderSpec(
        parsing: files["openai.json"] ?? [], name: "specs/openai.json",
        library: SpecLibrary(files: files))
    } catch {
      fatalError("\(error)")
    }
  }()

  /// One step's exchange.
  static func step(
    _ name: String, status: Int = 200, request: JSONValue = [:], body: String,
    type: String = "application/json", ending: HTTPExchange.Ending = .complete,
    fields: HeaderFields = HeaderFields(), endpoint: String = "chat"
  ) -> Evidence {
    var all = fields
    all.set("Content-Type", to: type)
    let origin = HTTPOrigin(parsing: "http://localhost") ?? Self.unreachable
    let bytes = Array(body.utf8)
    let exchange = HTTPExchange(
      request: HTTPRequest(
        method: "POST", origin: origin, target: "/v1/chat/completions",
        body: Array(request.serialized().utf8)),
      response: HTTPResponseHead(status: status, fields: all), body: bytes,
      reads: [.init(milliseconds: 1, byteCount: bytes.count)], ending: ending)
    return Evidence(of: exchange, step: name, endpoint: endpoint)
  }

  private static var unreachable: HTTPOrigin { fatalError("the address above is one") }

  /// A plain completion of one choice.
  static func plain(
    _ name: String, _ content: String? = nil, finish: String? = "stop", prompt: Int = 10,
    tokens: Int? = nil, message: JSONValue = [:], choice: JSONValue = [:], usage: JSONValue = [:],
    request: JSONValue = [:]
  ) -> Evidence {
    var body = message.object ?? JSONObject()
    body["role"] = "assistant"
    if body["content"] == nil { body["content"] = content.map { .string($0) } ?? .null }
    var first = choice.object ?? JSONObject()
    first["index"] = 0
    first["message"] = .object(body)
    first["finish_reason"] = finish.map { .string($0) } ?? .null
    return choices(
      name, [.object(first)], prompt: prompt, tokens: tokens, usage: usage, request: request)
  }

  /// A plain completion of the given choices.
  static func choices(
    _ name: String, _ choices: [JSONValue], prompt: Int = 10, tokens: Int? = nil,
    usage: JSONValue = [:], request: JSONValue = [:]
  ) -> Evidence {
    var counted = usage.object ?? JSONObject()
    counted["prompt_tokens"] = .integer(prompt)
    counted["completion_tokens"] = tokens.map { .integer($0) }
    let body: JSONValue = [
      "id": "chatcmpl-1", "object": "chat.completion", "created": 1_767_225_600, "model": "m",
      "choices": .array(choices), "usage": .object(counted),
    ]
    return step(name, request: request, body: body.serialized())
  }

  /// A choice by its index.
  static func choice(_ index: Int, _ content: String = "text", finish: String? = "stop")
    -> JSONValue
  {
    [
      "index": .integer(index), "message": ["role": "assistant", "content": .string(content)],
      "finish_reason": finish.map { .string($0) } ?? .null,
    ]
  }

  /// A stream of deltas, the last with the finish reason, then usage and the terminator.
  static func stream(
    _ name: String, _ pieces: [String], finish: String? = "stop", prompt: Int? = nil,
    tokens: Int? = nil
  ) -> Evidence {
    var events = pieces.map { piece -> JSONValue in
      ["choices": [["index": 0, "delta": ["content": .string(piece)], "finish_reason": .null]]]
    }
    let reason: JSONValue = finish.map { .string($0) } ?? .null
    events.append(["choices": [["index": 0, "delta": [:], "finish_reason": reason]]])
    if let prompt, let tokens {
      events.append([
        "choices": [],
        "usage": ["prompt_tokens": .integer(prompt), "completion_tokens": .integer(tokens)],
      ])
    }
    let text = events.map { "data: \($0.serialized())\n\n" }.joined() + "data: [DONE]\n\n"
    return step(name, request: ["stream": true], body: text, type: "text/event-stream")
  }

  /// A refusal.
  static func refused(_ name: String, status: Int = 400) -> Evidence {
    step(
      name, status: status,
      body: #"{"error":{"message":"no","type":"invalid_request_error","param":null,"code":null}}"#)
  }

  /// A message with calls of the given functions.
  static func calls(_ functions: (name: String, arguments: String)...) -> JSONValue {
    [
      "content": .null,
      "tool_calls": .array(
        functions.enumerated().map { index, function in
          [
            "id": .string("call_\(index)"), "type": "function",
            "function": [
              "name": .string(function.name), "arguments": .string(function.arguments),
            ],
          ]
        }),
    ]
  }

  /// What a check makes of the steps.
  static func examine(
    _ check: any OutcomeCheck.Type, _ steps: [Evidence], _ arguments: JSONValue
  ) throws -> CheckOutcome {
    check.examine(
      ProbeEvidence(probe: "chat.test", steps: steps), arguments: arguments,
      in: try CheckContext(spec: spec))
  }
}

extension CheckOutcome {
  /// The kinds found; empty where the outcome is another.
  var kinds: [Finding.Kind] {
    guard case .found(let findings) = self else { return [] }
    return findings.map(\.kind)
  }

  var isInconclusive: Bool {
    guard case .inconclusive = self else { return false }
    return true
  }
}
