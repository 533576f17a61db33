import Conformance
import WireFormats

/// All chunks but the one that tells the usage have `usage` null, or none where it was not asked for.
/// A client that asked for running usage, by an extension, gets it on every chunk.
enum UsageAbsent: Check {
  static let description = CheckDescription(
    id: "usage.absent", family: "usage",
    rule: "Only one chunk of a stream has a usage object, and only where it was asked for.",
    level: .must, consequence: "Clients that add up what chunks tell count too much.",
    source: .openAICreate("Body, stream_options, include_usage"),
    claims: ["chat.stream.usage.absent"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let chunks = evidence.chunks, !chunks.isEmpty, let request = evidence.chatRequest,
      !request.asksForContinuousUsage
    else { return .notApplicable }
    let carrying = chunks.filter { $0.usage != nil }
    guard let first = carrying.first else { return .passed }
    let place = { evidence.place(.path("usage"), in: first.event) }
    if carrying.count > 1 {
      return .found(
        context.finding(
          description, at: place(), expected: "usage on one chunk",
          actual: "usage on \(carrying.count) chunks of \(chunks.count)"))
    }
    guard evidence.asksForStream, !request.includesUsage else { return .passed }
    return .found(
      context.finding(
        description, at: place(), expected: "no usage, as include_usage was not set",
        actual: first.usage?.serialized() ?? "", level: .should))
  }
}
