import WireFormats

extension FaultRegistry {
  /// What is odd and legal in event streams.
  static let streamQuirks: [Fault] = [
    quirk(
      "legal-bursty-chunks", .timing, "Several tokens come in one chunk, with irregular gaps.",
      evidence: ["vllm-project/vllm#45256", "vllm-project/vllm#55195"],
      .stream { events, _ in
        events = StreamEvent.merging(events)
        for index in events.indices { events[index].pause *= index % 3 == 0 ? 3 : 1 }
      }),
    quirk(
      "legal-sse-no-space", .framing, "No space stands after the colon of a field.",
      evidence: ["openai/openai-python#498", "davidmigloz/langchain_dart#778"],
      .eventText { text, _ in text.replacing("data: ", with: "data:", maxReplacements: 1) }),
    quirk(
      "legal-sse-multi-data-lines", .framing, "The JSON of an event stands on several data lines.",
      evidence: ["Routstr/routstr-core#543"],
      .stream { events, _ in
        for index in events.indices {
          guard case .json(let chunk) = events[index].content else { continue }
          let lines = chunk.prettyPrinted().split(separator: "\n").map { "data: \($0)\n" }
          events[index].content = .raw(Array((lines.joined() + "\n").utf8))
        }
      }),
    quirk(
      "legal-sse-crlf", .framing, "Lines end with CR LF.",
      evidence: ["farion1231/cc-switch#1787", "Routstr/routstr-core#543"],
      .eventText { text, _ in text.replacing("\n", with: "\r\n") }),
    quirk(
      "legal-sse-cr", .framing, "Lines end with CR alone.",
      evidence: ["rule: WHATWG HTML 9.2.5, all three line ends are legal"],
      .eventText { text, _ in text.replacing("\n", with: "\r") }),
    quirk(
      "legal-sse-many-events-per-read", .framing,
      "Several events come in one piece, and pieces are cut amid events and characters.",
      evidence: ["danielmiessler/Fabric#2203", "ollama/ollama-js#255", "ggml-org/llama.cpp#14268"],
      .streamResponse { response, _ in
        let bytes = response.body
        let pause = response.parts.reduce(0) { $0 + $1.pause } / Double(max(1, bytes.count / 397))
        response.parts = stride(from: 0, to: bytes.count, by: 397).map { start in
          ScriptedResponse.Part(
            bytes: Array(bytes[start..<min(start + 397, bytes.count)]),
            pause: start == 0 ? 0 : pause)
        }
      }),
    quirk(
      "legal-sse-retry-only-block", .framing, "A block holds only a retry field.",
      evidence: ["openai/openai-python#2722", "openai/openai-go#621"], isWarned: true,
      .eventText { text, position in position.isFirst ? "retry: 3000\n\n" + text : text }),
    quirk(
      "legal-first-role-tool-chunk", .chunks,
      "The first delta has the role and the first piece of content.",
      evidence: ["BerriAI/litellm#12616"],
      .stream { events, _ in
        guard events.count > 3, case .json(let first) = events[0].content,
          case .json(var second) = events[1].content,
          first["choices"]?[0]?["index"] == second["choices"]?[0]?["index"]
        else { return }
        second.editItems(of: "choices") { choice, _ in
          choice.edit("delta") { delta in
            var joined = JSONObject([.init(name: "role", value: "assistant")])
            for member in delta.object?.members ?? [] { joined[member.name] = member.value }
            delta = .object(joined)
          }
        }
        events[1].content = .json(second)
        events.remove(at: 0)
      }),
    quirk(
      "legal-azure-first-chunk", .chunks,
      "A chunk without choices that tells of prompt filters comes first.",
      evidence: ["AbanteAI/archive-old-cli-mentat#429", "pydantic/pydantic-ai#164"], isWarned: true,
      .stream { events, _ in
        let chunk: JSONValue = [
          "id": "", "object": "", "created": 0, "model": "", "choices": [],
          "prompt_filter_results": [["prompt_index": 0, "content_filter_results": [:]]],
        ]
        events.insert(StreamEvent(content: .json(chunk)), at: 0)
      }),
    quirk(
      "legal-finish-with-content", .chunks, "The finish reason comes with the last piece of text.",
      evidence: ["vllm-project/vllm#36944"],
      .stream { events, _ in
        for finish in events.indices.filter({ events[$0].finishReason != nil }).reversed() {
          guard finish > 1, case .json(let end) = events[finish].content,
            case .json(var last) = events[finish - 1].content,
            last["choices"]?[0]?["index"] == end["choices"]?[0]?["index"],
            last["choices"]?[0]?["delta"]?["role"] == nil
          else { continue }
          let reason = end["choices"]?[0]?["finish_reason"] ?? .null
          last.editItems(of: "choices") { choice, _ in choice.set("finish_reason", reason) }
          if let usage = end["usage"] { last.set("usage", usage) }
          events[finish - 1].content = .json(last)
          events.remove(at: finish)
        }
      }),
    quirk(
      "legal-midstream-error-200", .errors,
      "A long stream fails amid the answer and says so in an error event.",
      evidence: ["huggingface/text-generation-inference#2668", "mozilla-ai/any-llm#847"],
      .stream { events, _ in
        guard events.count > 90 else { return }
        let error: JSONValue = [
          "error": [
            "message": "The backend failed.", "type": "server_error", "param": .null, "code": .null,
          ]
        ]
        events[80...] = [StreamEvent(content: .json(error)), .terminator(of: events)]
      }),
    quirk(
      "legal-sse-comment", .framing, "Comments stand between events.",
      evidence: ["deepnoodle-ai/dive#206", "mistralai/mistral-vibe#794", "symfony/ai#1068"],
      .eventText { text, position in
        [": keep-alive\n\n", ":\n", ": processing\n\n"][position.index % 3] + text
      }),
    quirk(
      "legal-usage-continuous-when-asked", .usage,
      "Every chunk has usage where a client asks for that.",
      evidence: ["vllm-project/vllm#6652", "sgl-project/sglang#12241"],
      where: .parameters("stream_options"),
      .stream { events, call in
        guard call.body?["stream_options"]?["continuous_usage_stats"] == true,
          let usage = events.usage
        else { return }
        for index in events.indices {
          guard case .json(var chunk) = events[index].content else { continue }
          chunk.set("usage", usage)
          events[index].content = .json(chunk)
        }
      }),
    quirk(
      "legal-sse-event-id-fields", .framing, "Events have an id and the type message.",
      evidence: ["openai/openai-python#2722"],
      .eventText { text, position in "event: message\nid: \(position.index)\n" + text }),
    quirk(
      "legal-extra-blank-lines", .framing,
      "Further blank lines stand between events and after the last.",
      evidence: ["Mintplex-Labs/anything-llm#1475"],
      .eventText { text, _ in text + "\n\n" }),
    quirk(
      "legal-sse-unknown-field", .framing, "Events have a field that the standard does not know.",
      evidence: ["rule: WHATWG HTML 9.2.6, unknown fields are ignored"],
      .eventText { text, _ in "trace: 7f3a\n" + text }),
    quirk(
      "legal-empty-delta", .chunks, "Chunks with an empty delta stand amid the stream.",
      evidence: ["rule: a delta need not add anything"],
      .stream { events, _ in
        guard events.count > 3, case .json(var chunk) = events[1].content else { return }
        chunk.editItems(of: "choices") { choice, _ in choice.set("delta", [:]) }
        chunk.editItems(of: "choices") { choice, _ in choice.set("finish_reason", .null) }
        events.insert(StreamEvent(content: .json(chunk)), at: 1)
      }),
  ]

  static func quirk(
    _ id: String, _ area: Fault.Area, _ summary: String, evidence: [String] = [],
    isWarned: Bool = false,
    where condition: Condition = .always, _ mutation: Mutation
  ) -> Fault {
    Fault(
      id, area, summary, kind: isWarned ? .warnedQuirk : .quirk, evidence: evidence,
      where: condition,
      mutation)
  }
}

extension StreamEvent {
  /// Joins up to four pieces of text of one choice that follow one another.
  static func merging(_ events: [StreamEvent]) -> [StreamEvent] {
    var merged: [StreamEvent] = []
    var joined = 1
    for event in events {
      guard joined < 4, let last = merged.last, case .json(let before) = last.content,
        case .json(var chunk) = event.content,
        let first = before["choices"]?[0], let second = chunk["choices"]?[0],
        first["index"] == second["index"], first["finish_reason"] == .null,
        second["finish_reason"] == .null, first["delta"]?["role"] == nil,
        let left = first["delta"]?["content"]?.string,
        let right = second["delta"]?["content"]?.string
      else {
        merged.append(event)
        joined = 1
        continue
      }
      let entries = [first, second].flatMap { $0["logprobs"]?["content"]?.array ?? [] }
      chunk.editItems(of: "choices") { choice, _ in
        choice.edit("delta") { $0.set("content", .string(left + right)) }
        if !entries.isEmpty { choice.edit(["logprobs", "content"]) { $0 = .array(entries) } }
      }
      merged[merged.count - 1] = StreamEvent(content: .json(chunk), pause: last.pause + event.pause)
      joined += 1
    }
    return merged
  }
}
