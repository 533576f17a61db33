import Conformance
public import WireFormats

/// The dialect of a provider's event streams.
public enum StreamObserver: Observer {
  static let lineEnding = BehaviourKey(
    "stream.line-ending", "How lines end", values: "lf, crlf, cr, mixed", impact: .cosmetic)
  static let fieldSpace = BehaviourKey(
    "stream.space-after-colon", "Whether a space follows `data:`", values: "true, false",
    impact: .cosmetic)
  static let terminator = BehaviourKey(
    "stream.terminator", "How a stream ends", values: "done, none", impact: .breaks)
  static let comments = BehaviourKey(
    "stream.comments", "Whether comment lines are sent", values: "true, false", impact: .cosmetic)
  static let eventTypes = BehaviourKey(
    "stream.event-types", "The `event` fields seen", values: "list of names", impact: .surprises)
  static let mediaType = BehaviourKey(
    "stream.media-type", "The Content-Type of streams", values: "media type", impact: .breaks)
  static let chunkObject = BehaviourKey(
    "stream.chunk.object", "The `object` of chunks", values: "list of strings",
    impact: .surprises)
  static let chunkID = BehaviourKey(
    "stream.chunk.id", "Whether the chunk id stays the same", values: "constant, changing, absent",
    impact: .surprises)
  static let role = BehaviourKey(
    "stream.role.placement", "Where `delta.role` is sent",
    values: "first-chunk, first-chunk-with-content, every-chunk, elsewhere, none",
    impact: .surprises)
  static let usage = BehaviourKey(
    "stream.usage.placement", "Where usage stands in a stream",
    values: "separate-chunk, finish-chunk, every-chunk, elsewhere, none", impact: .surprises)
  static let finish = BehaviourKey(
    "stream.finish.placement", "Whether the finish reason comes with content",
    values: "empty-delta, with-content, none", impact: .cosmetic)
  static let reasoning = BehaviourKey(
    "stream.reasoning.members", "The delta members that carry reasoning", values: "list of names",
    impact: .surprises)

  /// All keys.
  public static let keys = [
    lineEnding, fieldSpace, terminator, comments, eventTypes, mediaType, chunkObject, chunkID,
    role, usage, finish, reasoning,
  ]

  /// What a stream shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    guard subject.evidence.isSuccess, let stream = subject.evidence.stream else { return [] }
    let chunks = stream.events.compactMap(\.value).filter { $0["choices"]?.array != nil }
    let body = subject.evidence.exchange.body
    var seen: [(BehaviourKey, JSONValue)] = [
      (lineEnding, .string(lineEnding(of: body))),
      (terminator, stream.events.contains { $0.isTerminator } ? "done" : "none"),
      (
        comments,
        .bool(
          stream.elements.contains { element in
            if case .comment = element { return true }
            return false
          })
      ),
      (eventTypes, .array(Set(stream.events.map(\.event.type)).sorted().map { .string($0) })),
      (mediaType, subject.evidence.mediaType.map { .string($0.essence) } ?? .null),
    ]
    if let first = stream.events.first {
      let line = body[min(first.event.offset, body.count)...].prefix(6)
      seen.append((fieldSpace, .bool(line.last == UInt8(ascii: " "))))
    }
    guard !chunks.isEmpty else { return seen }
    seen.append(
      (
        chunkObject,
        .array(Set(chunks.compactMap { $0["object"]?.string }).sorted().map { .string($0) })
      ))
    seen.append((chunkID, .string(constancy(chunks.map { $0["id"] }))))
    seen.append((role, .string(rolePlacement(chunks))))
    if subject.evidence.requestBody?["stream_options"]?["include_usage"] == true {
      seen.append((usage, .string(usagePlacement(chunks))))
    }
    seen.append((finish, .string(finishPlacement(chunks))))
    let members = Completion.Choice.reasoningMembers.filter { member in
      chunks.contains { $0["choices"]?[0]?["delta"]?[member]?.string != nil }
    }
    seen.append((reasoning, .array(members.map { .string($0) })))
    return seen
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

  private static func constancy(_ ids: [JSONValue?]) -> String {
    let known = ids.compactMap { $0?.string }
    if known.isEmpty { return "absent" }
    return Set(known).count == 1 ? "constant" : "changing"
  }

  private static func rolePlacement(_ chunks: [JSONValue]) -> String {
    let deltas = chunks.compactMap { $0["choices"]?[0]?["delta"] }
    let carrying = deltas.indices.filter { deltas[$0]["role"]?.string != nil }
    guard let first = carrying.first else { return "none" }
    if carrying.count > 1 && carrying.count >= deltas.count - 1 { return "every-chunk" }
    guard carrying == [0] else { return "elsewhere" }
    let hasContent = !(deltas[first]["content"]?.string ?? "").isEmpty
    return hasContent ? "first-chunk-with-content" : "first-chunk"
  }

  private static func usagePlacement(_ chunks: [JSONValue]) -> String {
    let carrying = chunks.indices.filter { !(chunks[$0]["usage"] ?? .null).isNull }
    guard let last = carrying.last else { return "none" }
    if carrying.count == chunks.count && chunks.count > 1 { return "every-chunk" }
    guard carrying.count == 1 else { return "elsewhere" }
    if chunks[last]["choices"]?.array?.isEmpty == true { return "separate-chunk" }
    return chunks[last]["choices"]?[0]?["finish_reason"]?.string != nil
      ? "finish-chunk" : "elsewhere"
  }

  private static func finishPlacement(_ chunks: [JSONValue]) -> String {
    let final = chunks.compactMap { $0["choices"]?[0] }.first { $0["finish_reason"]?.string != nil }
    guard let final else { return "none" }
    return (final["delta"]?["content"]?.string ?? "").isEmpty ? "empty-delta" : "with-content"
  }
}
