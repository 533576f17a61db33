import Conformance
import WireFormats

/// The JSON of an error has the documented envelope, in a body and in a stream alike.
enum ErrorEnvelope: Check {
  static let description = CheckDescription(
    id: "errors.envelope", family: "errors",
    rule: "The JSON of an error has the documented envelope.", level: .must,
    consequence: "Clients look for error.message and find nothing to show.",
    source: .openAIErrors("API errors"),
    claims: ["errors.envelope.own.schema", "errors.envelope.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.endpoint != "health", let answer = evidence.errorAnswer else {
      return .notApplicable
    }
    let schemas = SchemaClaims(description.claims, in: context)
    guard !schemas.isEmpty else { return .notApplicable }
    let violations = schemas.violations(in: answer.envelope)
    guard !violations.isEmpty else { return .passed }
    // What an outage says comes from what stands in front; and few pages say a word on errors amid a
    // stream, so that the envelope documented for statuses binds there only as far as that word.
    var level: Level? = evidence.isOutage ? .should : nil
    if answer.event != nil { level = context.claim("chat.stream.error")?.level ?? .should }
    if let shape = shape(of: answer.envelope) {
      return .found(
        context.finding(
          description, at: answer.place(JSONPointer(), in: evidence),
          expected: "the documented envelope, {\"error\": {\"message\": …}}",
          actual: "\(shape): \(Excerpt.cut(answer.envelope.serialized()))", level: level))
    }
    var deviations = Deviations()
    deviations.add(violations, of: description, level: level, in: context) {
      answer.place($0, in: evidence)
    }
    return deviations.outcome
  }

  /// The name of a form that is known from other frameworks; `nil` where the envelope itself is
  /// there.
  private static func shape(of envelope: JSONValue) -> String? {
    switch envelope {
    case .array: return "an array"
    case .string: return "a string"
    case .object(let object):
      if let error = object["error"] { return error.string == nil ? nil : "the error as a string" }
      if object["detail"] != nil { return "a \"detail\"" }
      if object["message"] != nil { return "a flat object" }
      return nil
    case .null, .bool, .number: return "a \(envelope.typeName)"
    }
  }
}
