import Conformance
import WireFormats

/// An answer that is not streamed says how many tokens it took.
enum UsagePresent: Check {
  static let description = CheckDescription(
    id: "usage.present", family: "usage",
    rule: "An answer that is not streamed has a usage object.", level: .should,
    consequence: "Clients cannot account for the request.",
    source: .openAIObject("usage"), claims: ["chat.usage.present"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let plain = evidence.plainCompletion, plain["choices"]?.array?.isEmpty == false else {
      return .notApplicable
    }
    let usage = plain["usage"] ?? .null
    if usage.object?.isEmpty == false { return .passed }
    return .found(
      context.finding(
        description, at: evidence.place(.path("usage")), expected: "a usage object",
        actual: plain["usage"].map { $0.serialized() } ?? "no such member"))
  }
}
