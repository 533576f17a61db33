import Conformance
import WireFormats

/// OpenAI's error object always has `message`, `type`, `param` and `code`; few others send all four,
/// and clients live without, so what is missing is reported only.
enum ErrorMembers: Check {
  static let description = CheckDescription(
    id: "errors.members", family: "errors",
    rule: "An error object has message, type, param and code.", level: .may,
    consequence: "Clients with strict types read a missing member.",
    source: .openAIErrors("API errors"), claims: ["errors.code", "errors.param"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let answer = evidence.errorAnswer, let error = answer.error, error.object != nil else {
      return .notApplicable
    }
    let missing = ["type", "param", "code"].filter { error[$0] == nil }
    guard let first = missing.first else { return .passed }
    return .found(
      context.finding(
        description, at: answer.place(.path("error", first), in: evidence),
        expected: "type, param and code, null where there is nothing to say",
        actual: "no \(missing.joined(separator: ", "))", level: .may))
  }
}
