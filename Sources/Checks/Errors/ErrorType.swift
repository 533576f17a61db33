import Conformance
import WireFormats

/// An error's type or code is one of the words that the documentation gives for the status.
enum ErrorType: Check {
  static let description = CheckDescription(
    id: "errors.type", family: "errors",
    rule: "An error's type or code is a documented word for its status.", level: .must,
    consequence: "Clients that branch on the word take the wrong branch.",
    source: .openAIErrors("API errors"), claims: ["errors.types"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isErrorStatus, let status = evidence.exchange.status,
      let answer = evidence.errorAnswer, let error = answer.error, error.object != nil,
      let words = context.words("errors.types", for: status)
    else { return .notApplicable }
    let seen = ["type", "code"].compactMap { error[$0]?.string }
    guard !seen.contains(where: words.contains) else { return .passed }
    return .found(
      context.finding(
        description, kind: .wrongValue, at: answer.place(.path("error", "type"), in: evidence),
        expected: "one of \(words.joined(separator: ", ")) as type or code",
        actual: seen.isEmpty ? "neither" : seen.joined(separator: ", ")))
  }
}

extension CheckContext {
  /// The words that a claim gives for a status; `nil` where it gives none.
  func words(_ claim: ClaimID, for status: Int) -> [String]? {
    let words = self.claim(claim)?.value[String(status)]?.array?.compactMap(\.string) ?? []
    return words.isEmpty ? nil : words
  }
}
