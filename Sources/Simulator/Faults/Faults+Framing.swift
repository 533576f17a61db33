import WireFormats

extension FaultRegistry {
  /// Faults of the event stream's framing.
  static let framing: [Fault] = [
    Fault(
      "sse-missing-done", .framing, "A stream ends without its terminator.",
      evidence: ["huggingface/text-generation-inference#2221", "ikawrakow/ik_llama.cpp#467"],
      caughtBy: ["framing.terminator"], where: .claim("chat.stream.terminator"),
      .stream { events, _ in events.removeAll { $0.isTerminator } }),
    Fault(
      "sse-data-after-done", .framing, "The usage chunk follows the terminator.",
      evidence: ["Continuum-AI-Corp/OrcaRouter-Lite#127"], caughtBy: ["framing.after-terminator"],
      where: .parameters("stream_options") && .claim("chat.stream.usage"),
      .stream { events, call in
        guard let end = events.firstIndex(where: \.isTerminator), end > 0,
          call.chat?.includesUsage == true
        else { return }
        events.swapAt(end, end - 1)
      }),
    Fault(
      "sse-two-json-in-one-event", .framing, "One event holds two chunks, one after the other.",
      evidence: ["openai/openai-python#663"], caughtBy: ["framing.event-json"],
      .stream { events, _ in
        guard events.count > 2, case .json(let first) = events[0].content,
          case .json(let second) = events[1].content
        else { return }
        events[0].content = .data(first.serialized() + second.serialized())
        events.remove(at: 1)
      }),
    Fault(
      "sse-empty-data-keepalive", .framing, "Keep-alives are events with empty data.",
      evidence: ["omnigent-ai/omnigent#1474", "diegosouzapw/OmniRoute#1146"],
      caughtBy: ["framing.empty-data"],
      .stream { events, _ in
        events.insert(StreamEvent(content: .data("")), at: min(1, events.count))
      }),
    Fault(
      "sse-error-nonstandard-field", .framing,
      "A failure amid a stream is written under a field name that event streams do not have.",
      evidence: ["ggml-org/llama.cpp#16109"], caughtBy: ["framing.lost-line", "errors.in-stream"],
      .stream { events, _ in
        guard let cut = events.indices.dropFirst(2).first else { return }
        let line = #"error: {"code":500,"message":"The backend failed.","type":"server_error"}"#
        events[cut...] = [
          StreamEvent(content: .raw(Array((line + "\n\n").utf8))), .terminator(of: events),
        ]
      }),
    Fault(
      "sse-stream-flag-ignored", .framing, "A request for a stream is answered in one JSON body.",
      evidence: ["tinyhumansai/tinyagents#56"], caughtBy: ["framing.stream-asked"],
      .asking { request, _ in request.isStream = false }),
    Fault(
      "sse-default-stream-true", .framing,
      "A request that does not say how is answered by a stream.",
      evidence: ["diegosouzapw/OmniRoute#10239"], caughtBy: ["framing.stream-unasked"],
      .asking { request, call in if call.body?["stream"] == nil { request.isStream = true } }),
    Fault(
      "sse-done-lowercase", .framing, "The terminator is written in small letters.",
      evidence: ["rule: the terminator is compared byte by byte"], caughtBy: ["framing.terminator"],
      where: .claim("chat.stream.terminator"),
      .eventText { text, position in
        position.isLast ? text.replacing("[DONE]", with: "[done]") : text
      }),
    Fault(
      "sse-done-quoted", .framing, "The terminator is a JSON string.",
      evidence: ["rule: the terminator is compared byte by byte"],
      caughtBy: ["framing.terminator", "framing.event-object"],
      where: .claim("chat.stream.terminator"),
      .eventText { text, position in
        position.isLast ? text.replacing("[DONE]", with: "\"[DONE]\"") : text
      }),
    Fault(
      "sse-done-twice", .framing, "The terminator is sent twice.",
      evidence: ["rule: nothing follows the terminator"], caughtBy: ["framing.after-terminator"],
      where: .claim("chat.stream.terminator"),
      .stream { events, _ in events.append(.terminator(of: events)) }),
    Fault(
      "sse-last-event-unfinished", .framing, "The last event lacks its blank line.",
      evidence: ["rule: WHATWG HTML 9.2.6, an unfinished event is discarded"],
      caughtBy: ["framing.unfinished-event", "framing.terminator"],
      .eventText { text, position in position.isLast ? String(text.dropLast()) : text }),
    Fault(
      "sse-single-newline", .framing, "Events are not separated by blank lines.",
      evidence: ["rule: WHATWG HTML 9.2.6, a blank line dispatches"],
      caughtBy: ["framing.event-json"],
      .eventText { text, position in position.isLast ? text : String(text.dropLast()) }),
    Fault(
      "sse-bare-json-lines", .framing, "Chunks come as bare JSON lines without a field name.",
      evidence: ["rule: WHATWG HTML 9.2.6, a line is field and value"],
      caughtBy: ["framing.lost-line"],
      .eventText { text, position in
        position.isFirst || position.isLast ? text : String(text.dropFirst("data: ".count))
      }),
    Fault(
      "sse-capital-field", .framing, "The field name is written Data.",
      evidence: ["rule: WHATWG HTML 9.2.6, field names are compared exactly"],
      caughtBy: ["framing.lost-line"],
      .eventText { text, position in position.isSecond ? "D" + text.dropFirst() : text }),
    Fault(
      "sse-double-field", .framing, "The field name stands twice: data: data: {…}.",
      evidence: ["rule: the data of an event is one JSON text"], caughtBy: ["framing.event-json"],
      .eventText { text, position in position.isSecond ? "data: " + text : text }),
    Fault(
      "sse-event-type", .framing, "Events have a type of their own.",
      evidence: ["rule: listeners for `message` do not get events of other types"],
      caughtBy: ["framing.event-type"],
      .eventText { text, position in position.isLast ? text : "event: completion\n" + text }),
    Fault(
      "sse-array-event", .framing, "An event holds a list of chunks.",
      evidence: ["rule: an event is one chunk"], caughtBy: ["framing.event-object"],
      .stream { events, _ in
        guard events.count > 2, case .json(let chunk) = events[1].content else { return }
        events[1].content = .data(JSONValue.array([chunk]).serialized())
      }),
    Fault(
      "sse-json-in-string", .framing, "A chunk is encoded twice: JSON in a JSON string.",
      evidence: ["rule: an event is one chunk"], caughtBy: ["framing.event-object"],
      .stream { events, _ in
        guard events.count > 2, case .json(let chunk) = events[1].content else { return }
        events[1].content = .data(JSONValue.string(chunk.serialized()).serialized())
      }),
    Fault(
      "sse-multiline-json", .framing,
      "A chunk is written over several lines of which only the first has the field name.",
      evidence: ["rule: each line of data has its own field name"],
      caughtBy: ["framing.lost-line", "framing.event-json"],
      .stream { events, _ in
        guard events.count > 2, case .json(let chunk) = events[1].content else { return }
        events[1].content = .raw(Array("data: \(chunk.prettyPrinted())\n\n".utf8))
      }),
    Fault(
      "sse-byte-order-mark", .framing, "A stream begins with a byte order mark.",
      evidence: ["rule: most clients do not strip it"], caughtBy: ["framing.byte-order-mark"],
      .eventText { text, position in position.isFirst ? "\u{FEFF}" + text : text }),
    Fault(
      "sse-malformed-retry", .framing, "The retry field holds a unit.",
      evidence: ["rule: WHATWG HTML 9.2.6, retry is ASCII digits"],
      caughtBy: ["framing.ignored-field"],
      .eventText { text, position in position.isFirst ? "retry: 3s\n" + text : text }),
    Fault(
      "sse-null-in-id", .framing, "The id field holds U+0000.",
      evidence: ["rule: WHATWG HTML 9.2.6, such an id is ignored"],
      caughtBy: ["framing.ignored-field"],
      .eventText { text, position in position.isFirst ? "id: a\u{0}b\n" + text : text }),
    Fault(
      "sse-chunk-in-comment", .framing, "A chunk is sent as a comment.",
      evidence: ["rule: parsers ignore comments"], caughtBy: ["framing.lost-line"],
      .eventText { text, position in position.isSecond ? ": " + text : text }),
    Fault(
      "sse-html-event", .framing,
      "A proxy's error page stands amid a stream, as the data of an event.",
      evidence: ["rule: the data of an event is one JSON text"], caughtBy: ["framing.event-json"],
      .stream { events, _ in
        events.insert(
          StreamEvent(content: .data("<html><body>502 Bad Gateway</body></html>")),
          at: min(2, events.count))
      }),
    Fault(
      "sse-truncated-event", .framing, "An event's JSON is cut off at a buffer's end.",
      evidence: ["rule: the data of an event is one JSON text"], caughtBy: ["framing.event-json"],
      .eventText { text, position in
        position.isSecond ? String(text.prefix(max(20, text.count / 2))) + "\n\n" : text
      }),
  ]
}

extension StreamEvent {
  /// Whether it is the end of the stream rather than a chunk.
  var isTerminator: Bool {
    guard case .data(let text) = content else { return false }
    return !text.isEmpty && !text.hasPrefix("{")
  }

  /// A terminator like the one among some events.
  static func terminator(of events: [StreamEvent]) -> StreamEvent {
    events.last(where: \.isTerminator) ?? StreamEvent(content: .data("[DONE]"))
  }
}
