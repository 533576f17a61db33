import Conformance
import WireFormats

/// The models list has the documented schema: an object with the models in `data`, not a bare array.
enum ModelList: Check {
  static let description = CheckDescription(
    id: "models.list", family: "models", rule: "The models list has the documented schema.",
    level: .must, consequence: "Clients find no models to choose from, or fail to decode the list.",
    source: .openAIModels("List models"), claims: ["models.list.own.schema", "models.list.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    SchemaOfEndpoint(description: description, endpoint: "models").examine(evidence, in: context)
  }
}

/// Judges the successful JSON answer of an endpoint by the schemas of the claims.
struct SchemaOfEndpoint {
  let description: CheckDescription
  let endpoint: String

  func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.endpoint == endpoint, evidence.isSuccess, let json = evidence.json,
      json["error"] == nil
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
