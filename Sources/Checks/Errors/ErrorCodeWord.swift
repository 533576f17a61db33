import Conformance
import WireFormats

/// An error's code is one of the words that the documentation gives for the status.
enum ErrorCodeWord: Check {
  static let description = CheckDescription(
    id: "errors.code-word", family: "errors",
    rule: "An error's code is a documented word for its status.", level: .must,
    consequence: "Clients that branch on the code take the wrong branch.",
    source: .openAIErrors("API errors"), claims: ["errors.codes"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isErrorStatus, let status = evidence.exchange.status,
      let answer = evidence.errorAnswer, answer.error?.object != nil,
      let words = context.words("errors.codes", for: status)
    else { return .notApplicable }
    let code = answer.error?["code"]
    if let word = code?.string, words.contains(word) { return .passed }
    return .found(
      context.finding(
        description, kind: .wrongValue, at: answer.place(.path("error", "code"), in: evidence),
        expected: "one of \(words.joined(separator: ", "))",
        actual: code?.serialized() ?? "no such member"))
  }
}
