import Conformance
import WireFormats

/// One chunk of a streamed answer.
struct Chunk {
  let event: EventStreamEvidence.Event
  let value: JSONValue
  /// The items of `choices`; empty where there is no array.
  let choices: [JSONValue]

  init(event: EventStreamEvidence.Event, value: JSONValue) {
    self.event = event
    self.value = value
    choices = value["choices"]?.array ?? []
  }

  /// The chunks of a stream in order: the events whose data is a JSON object, up to the terminator,
  /// errors left out.
  static func chunks(of stream: EventStreamEvidence) -> [Chunk] {
    var chunks: [Chunk] = []
    for event in stream.events {
      if event.looksLikeTerminator { break }
      guard let value = event.value?.completionObject, !event.isError else { continue }
      chunks.append(Chunk(event: event, value: value))
    }
    return chunks
  }

  /// Whether it belongs to no choice: it carries usage or what a prompt filter found.
  var hasNoChoices: Bool { value["choices"]?.array?.isEmpty == true }

  /// Whether it is the chunk that Azure sends first: no choices, but the prompt filter's results. Its
  /// id, model, `created` and `object` are empty by that provider's documentation.
  var isPromptFilterChunk: Bool {
    hasNoChoices && (value["prompt_filter_results"] ?? value["prompt_annotations"]) != nil
  }

  /// The usage object, `nil` where it is missing or null.
  var usage: JSONValue? {
    guard let usage = value["usage"], !usage.isNull else { return nil }
    return usage
  }
}

/// All that a stream says of one choice, in order.
struct ChoiceTrack {
  /// One appearance of the choice in a chunk.
  struct Part {
    let event: EventStreamEvidence.Event
    /// The position in the chunk's `choices`.
    let position: Int
    let value: JSONValue
    let delta: JSONValue?
    /// The finish reason, `nil` where it is missing, null or empty.
    let finishReason: String?

    init(event: EventStreamEvidence.Event, position: Int, value: JSONValue) {
      self.event = event
      self.position = position
      self.value = value
      delta = value["delta"]
      let reason = value["finish_reason"]?.string
      finishReason = reason?.isEmpty == false ? reason : nil
    }

    var pointer: JSONPointer { .path("choices", position) }
    var deltaPointer: JSONPointer { .path("choices", position, "delta") }

    /// Whether the delta adds anything that a client shows or runs.
    var carriesContent: Bool {
      guard let delta = delta?.object else { return false }
      let texts = ["content", "refusal"] + Completion.Choice.reasoningMembers
      if texts.contains(where: { delta[$0]?.string?.isEmpty == false }) { return true }
      if delta["tool_calls"]?.array?.isEmpty == false { return true }
      return delta["function_call"]?.object != nil
    }
  }

  /// The choice's index.
  let index: Int
  var parts: [Part] = []

  /// The content of all deltas.
  var text: String { parts.reduce(into: "") { $0 += $1.delta?["content"]?.string ?? "" } }

  /// The tracks of all choices in order of first appearance. What has no integer index is left out.
  static func tracks(of chunks: [Chunk]) -> [ChoiceTrack] {
    var tracks: [ChoiceTrack] = []
    var positions: [Int: Int] = [:]
    for chunk in chunks {
      for (position, choice) in chunk.choices.enumerated() {
        guard let index = choice["index"]?.int else { continue }
        let slot = positions[index] ?? tracks.count
        if slot == tracks.count {
          positions[index] = slot
          tracks.append(ChoiceTrack(index: index))
        }
        tracks[slot].parts.append(Part(event: chunk.event, position: position, value: choice))
      }
    }
    return tracks
  }
}
