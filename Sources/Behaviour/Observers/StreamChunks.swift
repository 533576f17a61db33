import Conformance
import WireFormats

/// What the chunks of a stream hold.
enum StreamChunks {
  static let object = BehaviourKey(
    "stream.chunk.object", "The `object` of chunks", values: "list of texts; absent",
    impact: .surprises)
  static let id = BehaviourKey(
    "stream.chunk.id", "Whether the chunk id stays the same", values: "constant, changing, absent",
    impact: .surprises)
  static let index = BehaviourKey(
    "stream.chunk.index", "The `index` of the choices of a stream of one choice",
    values: "0, other, absent", impact: .breaks)
  static let created = BehaviourKey(
    "stream.chunk.created", "Whether `created` stays the same",
    values: "constant, changing, absent", impact: .cosmetic)
  static let model = BehaviourKey(
    "stream.chunk.model", "Whether `model` stays the same", values: "constant, changing, absent",
    impact: .cosmetic)
  static let role = BehaviourKey(
    "stream.role.placement", "Where `delta.role` is sent",
    values: "first-chunk, first-chunk-with-content, every-chunk, elsewhere, none",
    impact: .surprises)
  static let first = BehaviourKey(
    "stream.first.members", "The members of the first delta, reasoning apart",
    values: "list of names",
    impact: .cosmetic)
  static let last = BehaviourKey(
    "stream.last.members", "The members of the delta that comes with the finish reason",
    values: "list of names", impact: .cosmetic)
  static let content = BehaviourKey(
    "stream.content", "The JSON type of `delta.content` where it is not null",
    values: "list of: string, array, object",
    impact: .breaks)
  static let finish = BehaviourKey(
    "stream.finish.placement", "Whether the finish reason comes with content",
    values: "empty-delta, with-content, none", impact: .cosmetic)
  static let unfinished = BehaviourKey(
    "stream.finish.before", "What `finish_reason` is before the end",
    values: "list of: null, string, absent", impact: .surprises)
  static let reasoning = BehaviourKey(
    "stream.reasoning.members", "The delta members that carry reasoning, where any does",
    values: "list of names", impact: .surprises)

  static let keys = [
    object, id, index, created, model, role, first, last, content, finish, unfinished, reasoning,
  ]

  static func observe(_ stream: EventStreamEvidence, choices wanted: Int)
    -> [(BehaviourKey, JSONValue)]
  {
    let chunks = stream.events.compactMap(\.value).filter { $0["choices"]?.array != nil }
    let choices = chunks.compactMap { $0["choices"]?[0] }
    guard !choices.isEmpty else { return [] }
    let objects = chunks.compactMap { $0["object"]?.string }
    var seen: [(BehaviourKey, JSONValue)] = [
      (object, objects.isEmpty ? "absent" : .list(objects)),
      (id, .string(constancy(chunks.map { $0["id"] }))),
      (created, .string(constancy(chunks.map { $0["created"] }))),
      (model, .string(constancy(chunks.map { $0["model"] }))),
      (role, .string(rolePlacement(choices.compactMap { $0["delta"] }))),
      (finish, .string(finishPlacement(choices))),
    ]
    if wanted == 1 {
      let indexes = choices.map { $0["index"] }
      let text =
        indexes.allSatisfy { $0 == nil }
        ? "absent" : indexes.allSatisfy { $0?.int == 0 } ? "0" : "other"
      seen.append((index, .string(text)))
    }
    if let delta = choices.first?["delta"] {
      seen.append((first, delta.memberNamesApartFromReasoning))
    }
    let end = choices.firstIndex { !($0["finish_reason"]?.string ?? "").isEmpty }
    if let end {
      seen.append((last, choices[end]["delta"]?.memberNamesApartFromReasoning ?? "absent"))
      let before = choices[..<end].map { $0["finish_reason"]?.typeName ?? "absent" }
      if !before.isEmpty { seen.append((unfinished, .list(before))) }
    }
    let hasCalls = choices.contains { $0["delta"]?["tool_calls"] != nil }
    let contents = choices.compactMap { $0["delta"]?["content"]?.typeName }
      .filter { $0 != "null" }
    if !hasCalls, !contents.isEmpty { seen.append((content, .list(contents))) }
    let carriers = Completion.Choice.reasoningMembers.filter { member in
      choices.contains { $0["delta"]?[member]?.string != nil }
    }
    if !carriers.isEmpty { seen.append((reasoning, .list(carriers))) }
    return seen
  }

  private static func constancy(_ values: [JSONValue?]) -> String {
    let known = values.compactMap { $0 }.filter { !$0.isNull }
    if known.isEmpty { return "absent" }
    return Set(known).count == 1 ? "constant" : "changing"
  }

  private static func rolePlacement(_ deltas: [JSONValue]) -> String {
    let carrying = deltas.indices.filter { deltas[$0]["role"]?.string != nil }
    guard let first = carrying.first else { return "none" }
    if carrying.count > 1 && carrying.count >= deltas.count - 1 { return "every-chunk" }
    guard carrying == [0] else { return "elsewhere" }
    let hasContent = !(deltas[first]["content"]?.string ?? "").isEmpty
    return hasContent ? "first-chunk-with-content" : "first-chunk"
  }

  private static func finishPlacement(_ choices: [JSONValue]) -> String {
    let final = choices.first { !($0["finish_reason"]?.string ?? "").isEmpty }
    guard let final else { return "none" }
    return (final["delta"]?["content"]?.string ?? "").isEmpty ? "empty-delta" : "with-content"
  }
}
