import Conformance
import WireFormats

/// One model is described as documented, under the id that was asked for.
enum ModelObject: Check {
  static let description = CheckDescription(
    id: "models.retrieve", family: "models",
    rule: "A model is described by the documented schema.", level: .must,
    consequence: "Clients fail to decode the model.",
    source: .openAIModels("Retrieve model"), claims: ["models.retrieve.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    SchemaOfEndpoint(description: description, endpoint: "model").examine(evidence, in: context)
  }
}
