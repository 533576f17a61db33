import Conformance
import WireFormats

extension FaultRegistry {
  /// What is odd and legal in answers, refusals and fields.
  static let answerQuirks: [Fault] = [
    quirk(
      "legal-n-with-temp-zero-rejected", .validation, "n > 1 with temperature 0 is refused.",
      evidence: ["ai-dynamo/dynamo#3914"], where: .parameters("n", "temperature"),
      .refusing { call in
        guard let count = call.body?["n"]?.int, count > 1, call.body?["temperature"]?.double == 0
        else { return nil }
        return Rejection(.invalidRequest, parameter: "n", "'n' must be 1 where 'temperature' is 0.")
      }),
    quirk(
      "legal-model-alias-echo", .completion, "The model is named by its dated name.",
      evidence: ["diegosouzapw/OmniRoute#4450"],
      Mutation(answer: { answer, _ in answer.model += "-2026-01-01" })),
    quirk(
      "legal-404-unknown-model", .errors, "An unknown model is refused with 404.",
      evidence: ["ollama/ollama#6646", "BerriAI/litellm#39457"],
      .refusal { rejection, _ in if rejection.situation == .unknownModel { rejection.status = 404 }
      }),
    quirk(
      "legal-fr-length-empty-content", .finish,
      "Reasoning takes all tokens, and the content is empty.",
      evidence: ["lmstudio-ai/lmstudio-bug-tracker#1602"], where: .claim("chat.reasoning.separate"),
      .asking { request, call in
        if call.asksForLimit, let limit = request.maxTokens, limit > 16, request.tools.isEmpty,
          request.format == .text, request.reasoning != .none
        {
          request.reasoning = .separate(tokens: limit)
        }
      }),
    quirk(
      "legal-tc-interleaved", .tools, "The fragments of two calls interleave.",
      evidence: ["QwenLM/Qwen-Agent#943", "mcowger/plexus#694"], where: .parameters("tools"),
      .stream { events, _ in events = StreamEvent.interleavingCalls(events) }),
    quirk(
      "legal-stop-on-special-token", .parameters,
      "A long text ends early with stop, by a token of the model's own.",
      evidence: ["vllm-project/vllm#2976"],
      .written { choice, call in
        guard choice.content.count > 120, choice.calls.isEmpty, call.chat?.stop.isEmpty == true
        else {
          return
        }
        let cut = choice.content[120...]
        choice.tokens -= cut.reduce(0) { $0 + $1.tokens }
        choice.content.removeLast(cut.count)
        choice.finishReason = "stop"
      }),
    quirk(
      "legal-sdk-helper-length-error", .finish,
      "A text that comes although tools are declared is ended by the content filter.",
      evidence: ["UKGovernmentBEIS/inspect_ai#4552"], where: .parameters("tools"),
      .written { choice, call in
        guard call.chat?.tools.isEmpty == false, choice.calls.isEmpty,
          choice.finishReason == "stop",
          choice.content.count > 6
        else { return }
        choice.finishReason = "content_filter"
      }),
    quirk(
      "legal-chunked-json", .http, "Plain answers come in the chunked coding.",
      evidence: ["IcantFind-a-username/Sovereign-Founder-OS#94"],
      Mutation(response: { response, _ in
        if response.framing == .length { response.framing = .chunked }
      })),
    quirk(
      "legal-close-delimited", .http, "Plain answers end with the connection.",
      evidence: ["rule: RFC 9112 section 6.3"],
      Mutation(response: { response, _ in
        if response.framing == .length { response.framing = .untilClose }
      })),
    quirk(
      "legal-extra-fields", .chunks, "Answers and chunks have members that OpenAI's do not.",
      evidence: ["vllm-project/vllm#2976", "sgl-project/sglang#3912"],
      .completion { value, _ in
        value.set("provider", "simulated")
        value.set("service_tier", "default")
        value.editItems(of: "choices") { choice, _ in
          choice.set("stop_reason", .null)
          choice.set("matched_stop", .null)
          choice.set("content_filter_results", [:])
        }
      }
      .and(
        .chunk { chunk, _ in
          chunk.set("x_provider", ["id": "req_1"])
          chunk.set("obfuscation", "aZ3k")
          chunk.set("timings", ["predicted_per_second": 200])
          chunk.editItems(of: "choices") { choice, _ in choice.set("stop_reason", .null) }
        })),
    quirk(
      "legal-lp-bytes-null", .logprobs, "Log probabilities have bytes null and no refusal.",
      evidence: ["openai/openai-openapi openapi.yaml@f85dbe2"], where: .parameters("logprobs"),
      .logprobs { entries in
        for index in entries.indices { entries[index].set("bytes", .null) }
      }),
    quirk(
      "legal-reasoning-extension-fields", .reasoning,
      "Reasoning comes in both members that dialects have.",
      evidence: ["vllm-project/vllm#50624", "vllm-project/router#115"],
      .message { message, _ in message.mirrorReasoning() }
        .and(.delta { delta, _ in delta.mirrorReasoning() })),
    quirk(
      "legal-fr-stop-named-tool", .finish, "A call that was forced by name ends with stop.",
      evidence: ["vllm-project/vllm#25054", "SecretiveShell/MCP-Bridge#96"],
      where: .parameters("tool_choice"),
      .written { choice, call in
        if case .named = call.chat?.toolChoice, choice.finishReason == "tool_calls" {
          choice.finishReason = "stop"
        }
      }),
    quirk(
      "legal-usage-eos-counted", .usage, "completion_tokens counts the token that ends the text.",
      evidence: ["entrius/gittensor#1749"],
      .written { choice, call in
        guard choice.finishReason == "stop", choice.tokens < call.chat?.maxTokens ?? .max else {
          return
        }
        choice.tokens += 1
      }),
    quirk(
      "legal-lp-minus-9999", .logprobs, "Unlikely tokens have the log probability −9999.",
      evidence: ["madroidmaq/mlx-omni-server#56"], where: .parameters("logprobs"),
      .logprobs { entries in
        for index in entries.indices {
          entries[index].editItems(of: "top_logprobs") { item, _ in
            if let value = item["logprob"]?.double, value < -3 {
              item.set("logprob", .decimal("-9999.0") ?? -9999)
            }
          }
        }
      }),
    quirk(
      "legal-content-type-params", .http, "Media types have a charset and other capitals.",
      evidence: ["sgl-project/sglang#4700"],
      Mutation(response: { response, _ in
        let type = response.head.fields["Content-Type"] ?? ""
        response.head.fields.set("Content-Type", to: nil)
        let spelt = type.replacing("json", with: "JSON").replacing("stream", with: "Stream")
        response.head.fields.lines.append(
          HeaderField(name: "content-type", value: spelt + ";charset=UTF-8"))
      })),
    quirk(
      "legal-lp-fewer-top", .logprobs, "Fewer alternatives are listed than asked for.",
      evidence: ["openai/openai-openapi openapi.yaml@f85dbe2"], where: .parameters("logprobs"),
      .logprobs { entries in
        for index in entries.indices {
          entries[index].edit("top_logprobs") { $0 = .array(Array(($0.array ?? []).prefix(1))) }
        }
      }),
    quirk(
      "legal-429-with-retry-after", .errors,
      "Now and then a request is refused for its rate, with Retry-After.",
      evidence: ["rule: RFC 6585 section 4"],
      .limitingNowAndThen.and(
        .errorResponse { response, call in
          if call.rejection?.situation == .rateLimit {
            response.head.fields.set("Retry-After", to: "0")
          }
        })),
    quirk(
      "legal-interim-response", .http, "An interim response comes before the answer.",
      evidence: ["rule: RFC 9110 section 15.2"],
      Mutation(response: { response, _ in
        response.interim = [
          HTTPResponseHead(
            status: 103, reason: "Early Hints", fields: ["Link": "</style.css>; rel=preload"])
        ]
      })),
    quirk(
      "legal-lower-case-fields", .http, "Field names are written in small letters.",
      evidence: ["rule: RFC 9110 section 5.1"],
      Mutation(response: { response, _ in
        for index in response.head.fields.lines.indices {
          response.head.fields.lines[index].name = response.head.fields.lines[index].name
            .lowercased()
        }
      })),
    quirk(
      "legal-escaped-json", .json,
      "JSON is written with white space and with escapes of all that is not ASCII.",
      evidence: ["rule: RFC 8259 sections 2 and 7"],
      .plainText { text in
        var out = "\n"
        for unit in text.utf16 {
          if unit < 0x80 {
            out.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
          } else {
            let digits = String(unit, radix: 16)
            out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        }
        return out + "\n"
      }),
  ]
}

extension JSONValue {
  /// Gives reasoning under both names that dialects have for it.
  fileprivate mutating func mirrorReasoning() {
    if let text = self["reasoning_content"] { set("reasoning", text) }
    if let text = self["reasoning"] { set("reasoning_content", text) }
  }
}

extension StreamEvent {
  /// The index of the call that the event's chunk adds to, `nil` where it adds to none.
  fileprivate var callIndex: Int? {
    guard case .json(let chunk) = content else { return nil }
    return chunk["choices"]?[0]?["delta"]?["tool_calls"]?[0]?["index"]?.int
  }

  /// Puts the fragments of the calls of one choice in turns.
  fileprivate static func interleavingCalls(_ events: [StreamEvent]) -> [StreamEvent] {
    guard let first = events.firstIndex(where: { $0.callIndex != nil }),
      let last = events.lastIndex(where: { $0.callIndex != nil }),
      events[first...last].allSatisfy({ $0.callIndex != nil })
    else { return events }
    var rows: [Int: [StreamEvent]] = [:]
    for event in events[first...last] { rows[event.callIndex ?? 0, default: []].append(event) }
    var mixed: [StreamEvent] = []
    for step in 0..<(rows.values.map(\.count).max() ?? 0) {
      for index in rows.keys.sorted() {
        if let row = rows[index], step < row.count { mixed.append(row[step]) }
      }
    }
    return Array(events[..<first]) + mixed + Array(events[(last + 1)...])
  }
}
