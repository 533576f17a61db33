import Conformance
public import WireFormats

/// The dialect of a provider's event streams: how they are written. What their chunks hold is told by
/// ``StreamChunks``.
public enum StreamObserver: Observer {
  static let answer = BehaviourKey(
    "stream.answer", "What a request for a stream is answered with",
    values: "event stream, one JSON body, other", impact: .breaks)
  static let ending = BehaviourKey(
    "stream.ending", "How the connection's part of a stream ends",
    values: "complete, closed early, reset, timed out, too large, malformed", impact: .breaks)
  static let lineEnding = BehaviourKey(
    "stream.line-ending", "How lines end", values: "lf, crlf, cr, mixed, none", impact: .cosmetic)
  static let fieldSpace = BehaviourKey(
    "stream.space-after-colon", "Whether a space follows `data:`", values: "true, false",
    impact: .cosmetic)
  static let terminator = BehaviourKey(
    "stream.terminator", "How often a stream says [DONE]", values: "once, none, COUNT times",
    impact: .breaks)
  static let comments = BehaviourKey(
    "stream.comments", "Whether comment lines are sent", values: "true, false", impact: .cosmetic)
  static let events = BehaviourKey(
    "stream.events", "What stands in the events",
    values: "list of: JSON object, other JSON, malformed JSON, empty", impact: .breaks)
  static let eventTypes = BehaviourKey(
    "stream.event-types", "The `event` fields seen", values: "list of names", impact: .surprises)
  static let mediaType = BehaviourKey(
    "stream.media-type", "The Content-Type of streams", values: "media type, none",
    impact: .breaks)

  /// All keys.
  public static let keys =
    [
      answer, ending, lineEnding, fieldSpace, terminator, comments, events, eventTypes, mediaType,
    ] + StreamChunks.keys

  /// What the answer to a request for a stream shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    let evidence = subject.evidence
    guard evidence.isSuccess, evidence.asksForStream else { return [] }
    guard let stream = evidence.stream else {
      // An error with a status of 200 is told by the reaction.
      guard evidence.error ?? .null == .null else { return [] }
      return [(answer, evidence.json == nil ? "other" : "one JSON body")]
    }
    let body = evidence.exchange.body
    let terminators = stream.events.count { $0.isTerminator }
    let hasComment = stream.elements.contains { element in
      if case .comment = element { return true }
      return false
    }
    var seen: [(BehaviourKey, JSONValue)] = [
      (answer, "event stream"),
      (ending, .string(word(for: evidence.exchange.ending))),
      (lineEnding, .string(lineEnding(of: body))),
      (
        terminator,
        terminators == 1 ? "once" : terminators == 0 ? "none" : .string("\(terminators) times")
      ),
      (comments, .bool(hasComment)),
      (events, .list(stream.events.compactMap(content))),
      (eventTypes, .list(stream.events.map(\.event.type))),
      (mediaType, .string(evidence.mediaType?.essence ?? "none")),
    ]
    if let first = stream.events.first {
      let line = body[min(first.event.offset, body.count)...].prefix(6)
      if line.starts(with: Array("data:".utf8)) {
        seen.append((fieldSpace, .bool(line.last == UInt8(ascii: " "))))
      }
    }
    return seen + StreamChunks.observe(stream, choices: evidence.requestBody?["n"]?.int ?? 1)
  }

  private static func word(for ending: HTTPExchange.Ending) -> String {
    switch ending {
    case .complete: "complete"
    case .closedEarly: "closed early"
    case .reset: "reset"
    case .timedOut: "timed out"
    case .tooLarge: "too large"
    case .malformed: "malformed"
    }
  }

  private static func content(of event: EventStreamEvidence.Event) -> String? {
    switch event.content {
    case .terminator: nil
    case .json(let document): document.value.object == nil ? "other JSON" : "JSON object"
    case .empty: "empty"
    case .malformed: "malformed JSON"
    }
  }

  private static func lineEnding(of body: [UInt8]) -> String {
    var endings: Set<String> = []
    var previous: UInt8 = 0
    for byte in body {
      if byte == 0x0A { endings.insert(previous == 0x0D ? "crlf" : "lf") }
      if previous == 0x0D && byte != 0x0A { endings.insert("cr") }
      previous = byte
    }
    if previous == 0x0D { endings.insert("cr") }
    return endings.count > 1 ? "mixed" : endings.first ?? "none"
  }
}
