import Conformance
import WireFormats

/// Streamed usage stands where the documentation says: in a chunk of its own with empty choices
/// before the terminator, or on the chunk with the finish reason, or on the last chunk.
enum UsagePlacement: Check {
  static let description = CheckDescription(
    id: "usage.placement", family: "usage",
    rule: "Streamed usage stands on the chunk that the documentation names.", level: .must,
    consequence: "Clients that look there miss it; those that count chunks take one twice.",
    source: .openAICreate("Body, stream_options, include_usage"),
    claims: ["chat.stream.usage.placement"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let chunks = evidence.chunks, let request = evidence.chatRequest,
      request.includesUsage, let last = chunks.last(where: { $0.usage != nil }),
      let accepted = context.claim("chat.stream.usage.placement")?.value["accept"]?.array?
        .compactMap(\.string), !accepted.isEmpty
    else { return .notApplicable }
    let isLast = chunks.last?.event.number == last.event.number
    var placements: Set<String> = []
    if last.hasNoChoices { placements.insert("separate-chunk") }
    if last.choices.contains(where: { $0["finish_reason"]?.string?.isEmpty == false }) {
      placements.insert("finish-chunk")
    }
    if isLast { placements.insert("last-chunk") }
    guard placements.isDisjoint(with: accepted) else { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(.path("choices"), in: last.event),
        expected: "usage on: \(accepted.joined(separator: ", "))",
        actual: last.hasNoChoices
          ? "a chunk without choices" + (isLast ? "" : " before the last")
          : "a chunk with choices: \(last.value["choices"]?.serialized() ?? "")"))
  }
}
