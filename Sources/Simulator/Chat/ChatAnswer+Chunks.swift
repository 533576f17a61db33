import WireFormats

extension ChatAnswer {
  /// The events of a streamed answer.
  ///
  /// - Parameters:
  ///   - request: what was asked: whether usage is to be told.
  ///   - documented: where usage stands, and what ends the stream.
  ///   - pace: milliseconds between two tokens.
  func events(for request: ChatRequest, documented: DocumentedBehaviour, pace: Double)
    -> [StreamEvent]
  {
    let rows = choices.map { $0.deltas(documented: documented) }
    var events: [StreamEvent] = []
    let separate = documented.usagePlacement == .separateChunk
    let last = rows.map(\.count).max() ?? 0
    // Choices are written at the same time, one token of each after the other.
    for step in 0..<last {
      for (choice, row) in zip(choices, rows) where step < row.count {
        let delta = row[step]
        let isEnd = step == row.count - 1
        var chunk = envelope
        chunk["choices"] = [
          [
            "index": .integer(choice.index), "delta": delta.value,
            "logprobs": choice.hasLogprobs && !delta.logprobs.isEmpty
              ? choice.logprobs(delta.logprobs) : .null,
            "finish_reason": isEnd ? .string(choice.finishReason) : .null,
          ]
        ]
        if request.includesUsage {
          let carries = !separate && isEnd && choice.index == choices.last?.index
          chunk["usage"] = carries ? usage : .null
        }
        events.append(
          StreamEvent(content: .json(.object(chunk)), pause: pace * Double(delta.tokens)))
      }
    }
    if request.includesUsage && separate {
      var chunk = envelope
      chunk["choices"] = []
      chunk["usage"] = usage
      events.append(StreamEvent(content: .json(.object(chunk))))
    }
    events.append(StreamEvent(content: .data(documented.terminator)))
    return events
  }

  /// The members that every chunk has.
  private var envelope: JSONObject {
    JSONObject([
      .init(name: "id", value: .string(id)),
      .init(name: "object", value: "chat.completion.chunk"),
      .init(name: "created", value: .integer(created)),
      .init(name: "model", value: .string(model)),
    ])
  }
}

extension ChatAnswer.Choice {
  /// One delta and what it took.
  struct Delta: Sendable {
    var value: JSONValue
    var logprobs: [JSONValue] = []
    var tokens = 0
  }

  /// The deltas in order: the role, reasoning, text or calls, and an empty one for the end.
  func deltas(documented: DocumentedBehaviour) -> [Delta] {
    var deltas = [Delta(value: ["role": "assistant", "content": calls.isEmpty ? "" : .null])]
    if let member = documented.reasoningMember {
      deltas += reasoning.map { emission in
        Delta(
          value: .object(JSONObject([.init(name: member, value: .string(emission.text))])),
          tokens: emission.tokens)
      }
    }
    deltas += content.map {
      Delta(value: ["content": .string($0.text)], logprobs: $0.logprobs, tokens: $0.tokens)
    }
    for (index, call) in calls.enumerated() {
      deltas.append(
        Delta(
          value: [
            "tool_calls": [
              [
                "index": .integer(index), "id": .string(call.id), "type": "function",
                "function": ["name": .string(call.name), "arguments": ""],
              ]
            ]
          ], tokens: 1))
      deltas += call.fragments.map { fragment in
        Delta(
          value: [
            "tool_calls": [
              ["index": .integer(index), "function": ["arguments": .string(fragment)]]
            ]
          ], tokens: 1)
      }
    }
    return deltas + [Delta(value: [:])]
  }
}
