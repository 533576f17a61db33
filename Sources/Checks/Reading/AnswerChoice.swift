import Conformance
import WireFormats

/// One choice of an answer, plain or streamed, with where its parts stand.
struct AnswerChoice {
  /// The choice as a client assembles it.
  let choice: Completion.Choice
  /// Where its text stands: the message's content, or the last delta that had some.
  let contentSpot: Spot
  /// Where its finish reason stands, or should.
  let finishSpot: Spot
  /// Where its tool calls stand: the array of the message, or the first fragment.
  let callsSpot: Spot
  /// Where its log probabilities stand, or should.
  let logprobsSpot: Spot
  /// The finish reason: the last that is not empty.
  let finishReason: String?
  /// Whether the message or any delta has a member for reasoning, even with null in it.
  let hasReasoningMember: Bool

  /// The text, `""` where there is none.
  var text: String { choice.content ?? "" }

  /// The reasoning of all members that carry some.
  var reasoning: String { choice.reasoning.sorted { $0.key < $1.key }.map(\.value).joined() }

  /// Whether the answer came to its own end rather than being cut or filtered.
  var endedByItself: Bool { finishReason == "stop" || finishReason == "tool_calls" }
}

extension AnswerChoice {
  /// The choices of a plain answer.
  ///
  /// - Parameters:
  ///   - completion: the completion object.
  ///   - completed: its choices as a client assembles them, in the same order.
  static func choices(of completion: JSONValue, _ completed: [Completion.Choice]) -> [AnswerChoice]
  {
    zip((completion["choices"]?.array ?? []).enumerated(), completed).map { item, choice in
      plain(item.element, at: item.offset, choice)
    }
  }

  /// The choices of a streamed answer, in order of appearance.
  ///
  /// - Parameter completed: its choices as a client assembles them.
  static func choices(of tracks: [ChoiceTrack], _ completed: [Completion.Choice]) -> [AnswerChoice]
  {
    tracks.compactMap { track in
      completed.first { $0.index == track.index }.map { streamed(track, $0) }
    }
  }

  private static func plain(_ item: JSONValue, at position: Int, _ choice: Completion.Choice)
    -> AnswerChoice
  {
    let base = JSONPointer.path("choices", position)
    let message = item["message"]?.object
    let reason = item["finish_reason"]?.string
    return AnswerChoice(
      choice: choice, contentSpot: Spot(base.appending(path: "message", "content")),
      finishSpot: Spot(base.appending("finish_reason")),
      callsSpot: Spot(base.appending(path: "message", "tool_calls")),
      logprobsSpot: Spot(base.appending("logprobs")),
      finishReason: reason?.isEmpty == false ? reason : nil,
      hasReasoningMember: Completion.Choice.reasoningMembers.contains { message?[$0] != nil })
  }

  private static func streamed(_ track: ChoiceTrack, _ choice: Completion.Choice) -> AnswerChoice {
    let parts = track.parts
    func spot(
      _ member: String, inDelta: Bool = true, last: Bool = true,
      where holds: (ChoiceTrack.Part) -> Bool
    ) -> Spot {
      let part =
        (last ? parts.last(where: holds) : parts.first(where: holds)) ?? parts[parts.count - 1]
      return Spot((inDelta ? part.deltaPointer : part.pointer).appending(member), in: part.event)
    }
    return AnswerChoice(
      choice: choice,
      contentSpot: spot("content") { $0.delta?["content"]?.string?.isEmpty == false },
      finishSpot: spot("finish_reason", inDelta: false) { $0.finishReason != nil },
      callsSpot: spot("tool_calls", last: false) {
        $0.delta?["tool_calls"]?.array?.isEmpty == false
      },
      logprobsSpot: spot("logprobs", inDelta: false, last: false) {
        $0.value["logprobs"]?.object != nil
      },
      finishReason: parts.last { $0.finishReason != nil }?.finishReason,
      hasReasoningMember: parts.contains { part in
        Completion.Choice.reasoningMembers.contains { part.delta?[$0] != nil }
      })
  }
}
