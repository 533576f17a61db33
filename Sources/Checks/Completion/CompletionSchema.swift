import Conformance
import WireFormats

/// An answer that is not streamed is a completion object of the documented schema.
enum CompletionSchema: Check {
  static let description = CheckDescription(
    id: "completion.schema", family: "completion",
    rule: "A completion has the members and types that the documentation gives.", level: .must,
    consequence: "Typed clients fail to decode the answer; others read a missing member.",
    source: .openAIObject("The chat completion object"),
    claims: ["chat.response.own.schema", "chat.response.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.isChatAnswer, let json = evidence.json,
      json.object?.isErrorInPlaceOfAnswer != true
    else { return .notApplicable }
    let schemas = SchemaClaims(description.claims, in: context)
    guard !schemas.isEmpty else { return .notApplicable }
    var deviations = Deviations()
    deviations.add(schemas.violations(in: json), of: description, in: context) {
      evidence.place($0)
    }
    return deviations.outcome
  }
}
