import Conformance
import WireFormats

/// A stream that succeeded ends with the documented terminator, written exactly so. A stream that
/// ends with an error event needs none.
enum StreamTerminator: Check {
  static let description = CheckDescription(
    id: "framing.terminator", family: "framing",
    rule: "The last event of a stream is the terminator, exactly as documented.", level: .must,
    consequence: "Clients wait for it, report a torn stream, or try to parse it as JSON.",
    source: .openAICreate("Body, stream"), claims: ["chat.stream.terminator"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer, let stream = evidence.stream,
      let accepted = accepted(in: context), let expected = accepted.first
    else { return .notApplicable }
    if stream.events.contains(where: { accepted.contains($0.event.data) }) { return .passed }
    if let event = stream.events.first(where: { $0.looksLikeTerminator }) {
      return .found(
        context.finding(
          description, at: evidence.place(of: event), expected: "data: \(expected)",
          actual: "data: \(event.event.data)"))
    }
    if evidence.errorEvent != nil { return .notApplicable }
    // A terminator that is the last thing, but without the blank line that ends its event, is told by
    // the check of unfinished events.
    let last = stream.events.last
    var place = evidence.placeOfEnd
    place.event = last?.number
    return .found(
      context.finding(
        description, at: place, expected: "data: \(expected) as the last event",
        actual: last.map { "the stream ends with \($0.event.data.quoted)" } ?? "no event at all"))
  }

  /// The spellings that the claim accepts; `nil` where it names none.
  static func accepted(in context: CheckContext) -> [String]? {
    guard let value = context.claim("chat.stream.terminator")?.value else { return nil }
    let spellings = value.array?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
    return spellings.isEmpty ? nil : spellings
  }
}
