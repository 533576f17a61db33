import Conformance
import WireFormats

/// An error says what went wrong: its message is not empty.
enum ErrorMessage: Check {
  static let description = CheckDescription(
    id: "errors.message", family: "errors", rule: "error.message is not empty.", level: .must,
    consequence: "Users and logs get an error without a cause.",
    source: .openAIErrors("API errors"),
    claims: ["errors.envelope.own.schema", "errors.envelope.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let answer = evidence.errorAnswer, let message = answer.error?["message"]?.string else {
      return .notApplicable
    }
    guard message.trimmed.isEmpty else { return .passed }
    return .found(
      context.finding(
        description, kind: .wrongValue, at: answer.place(.path("error", "message"), in: evidence),
        expected: "a sentence that says what went wrong", actual: message.quoted,
        level: evidence.isOutage ? .should : nil))
  }
}
