import Conformance
import WireFormats

/// With `include_usage` a stream tells the usage of the whole request once, before it ends. A stream
/// that was interrupted may never tell it.
enum StreamUsage: Check {
  static let description = CheckDescription(
    id: "usage.stream", family: "usage",
    rule: "With include_usage a stream that succeeded tells its usage.", level: .must,
    consequence: "Clients that asked for it cannot account for the request.",
    source: .openAICreate("Body, stream_options, include_usage"), claims: ["chat.stream.usage"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, request.includesUsage, evidence.asksForStream,
      !evidence.isExpectedToBeRefused, let chunks = evidence.chunks, !chunks.isEmpty,
      evidence.errorEvent == nil
    else { return .notApplicable }
    guard evidence.usageReports.isEmpty else { return .passed }
    var place = evidence.placeOfEnd
    place.event = chunks.last?.event.number
    return .found(
      context.finding(
        description, kind: .silentlyIgnored, at: place, expected: "a chunk with usage",
        actual: "no chunk has a usage object"))
  }
}
