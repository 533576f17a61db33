import Conformance
import WireFormats

/// `model` names the model that answered: another name of the one asked for is normal, none is not.
enum ModelNamed: Check {
  static let description = CheckDescription(
    id: "completion.model", family: "completion", rule: "model is neither null nor empty.",
    level: .must, consequence: "Clients cannot tell which model answered, nor price it.",
    source: .openAIObject("model"), claims: ["chat.response.model"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let model = evidence.plainCompletion?["model"] else { return .notApplicable }
    guard model.isNull || model.string?.trimmed.isEmpty == true else {
      return model.string == nil ? .notApplicable : .passed
    }
    return .found(
      context.finding(
        description, at: evidence.place(.path("model")), expected: "a model's name",
        actual: model.serialized()))
  }
}
