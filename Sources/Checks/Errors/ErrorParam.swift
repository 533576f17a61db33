import Conformance
import WireFormats

/// `error.param` is the parameter's name or null.
enum ErrorParam: Check {
  static let description = CheckDescription(
    id: "errors.param", family: "errors", rule: "error.param is a string or null.", level: .must,
    consequence: "Typed clients fail on the error itself and hide what it says.",
    source: .openAIErrors("API errors"), claims: ["errors.param"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    StringOrNull(description: description, member: "param").examine(evidence, in: context)
  }
}
