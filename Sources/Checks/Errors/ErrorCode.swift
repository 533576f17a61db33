import Conformance
import WireFormats

/// `error.code` is a word or null, not the HTTP status as a number.
enum ErrorCode: Check {
  static let description = CheckDescription(
    id: "errors.code", family: "errors", rule: "error.code is a string or null.", level: .must,
    consequence: "Typed clients fail on the error itself and hide what it says.",
    source: .openAIErrors("API errors"), claims: ["errors.code"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    StringOrNull(description: description, member: "code").examine(evidence, in: context)
  }
}

/// Judges a member of the error object that is a string or null.
struct StringOrNull {
  let description: CheckDescription
  let member: String

  /// What serializers of several languages make of nothing.
  private static let nothings: Set<String> = ["None", "null", "nil", "undefined"]

  func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let answer = evidence.errorAnswer, let value = answer.error?[member] else {
      return .notApplicable
    }
    if let word = value.string, Self.nothings.contains(word) {
      return .found(
        context.finding(
          description, kind: .wrongValue,
          at: answer.place(.path("error", member), in: evidence),
          expected: "null where there is nothing to say", actual: value.serialized(),
          level: .should))
    }
    if value.isNull || value.string != nil { return .passed }
    return .found(
      context.finding(
        description, at: answer.place(.path("error", member), in: evidence),
        expected: "a string or null", actual: "\(value.typeName) \(value.serialized())",
        level: evidence.isOutage ? .should : nil))
  }
}
