import Conformance
import WireFormats

/// One tool call of an answer, plain or assembled from its fragments, with where it stands.
struct AnswerCall {
  /// The choice that it belongs to.
  let choice: AnswerChoice
  let call: Completion.ToolCall
  /// Where the call stands: its object, or its first fragment.
  let spot: Spot
  /// Where its arguments stand, those of the last fragment that has some.
  let argumentsSpot: Spot
  /// Whether it is a call of a custom tool, which has no function.
  let isCustom: Bool
}

/// One fragment of a tool call in a stream.
struct CallFragment {
  let part: ChoiceTrack.Part
  /// The position in the delta's `tool_calls`.
  let position: Int
  let value: JSONValue

  var index: Int? { value["index"]?.int }
  var id: JSONValue? { value["id"] }
  var type: JSONValue? { value["type"] }
  var name: JSONValue? { value["function"]?["name"] }
  var arguments: JSONValue? { value["function"]?["arguments"] }
  var pointer: JSONPointer { part.deltaPointer.appending(path: "tool_calls", position) }
}

extension ChoiceTrack {
  /// The fragments of tool calls in order.
  var callFragments: [CallFragment] {
    parts.flatMap { part in
      (part.delta?["tool_calls"]?.array ?? []).enumerated().map { position, value in
        CallFragment(part: part, position: position, value: value)
      }
    }
  }
}

extension AnswerCall {
  /// The tool calls of the choices of a plain answer.
  static func calls(of choices: [AnswerChoice], in completion: JSONValue) -> [AnswerCall] {
    choices.flatMap { plain($0, completion) }
  }

  /// The tool calls of the choices of a streamed answer.
  static func calls(of choices: [AnswerChoice], in tracks: [ChoiceTrack]) -> [AnswerCall] {
    choices.flatMap { choice in
      tracks.first { $0.index == choice.choice.index }.map { streamed(choice, $0) } ?? []
    }
  }

  private static func plain(_ choice: AnswerChoice, _ completion: JSONValue) -> [AnswerCall] {
    let base = choice.callsSpot.pointer
    guard let items = completion[base]?.array else { return [] }
    return zip(items.indices, choice.choice.toolCalls).map { position, call in
      let pointer = base.appending(position)
      return AnswerCall(
        choice: choice, call: call, spot: Spot(pointer),
        argumentsSpot: Spot(pointer.appending(path: "function", "arguments")),
        isCustom: items[position]["type"]?.string == "custom")
    }
  }

  private static func streamed(_ choice: AnswerChoice, _ track: ChoiceTrack) -> [AnswerCall] {
    let fragments = track.callFragments
    return choice.choice.toolCalls.compactMap { call in
      let own = fragments.filter { $0.index == call.index }
      guard let first = own.first else { return nil }
      let last = own.last { $0.arguments?.string?.isEmpty == false } ?? first
      return AnswerCall(
        choice: choice, call: call, spot: Spot(first.pointer, in: first.part.event),
        argumentsSpot: Spot(
          last.pointer.appending(path: "function", "arguments"), in: last.part.event),
        isCustom: own.contains { $0.type?.string == "custom" })
    }
  }
}
