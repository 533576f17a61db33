import Conformance
import WireFormats

/// Each model of the list has an id of its own that is not empty.
enum ModelIDs: Check {
  static let description = CheckDescription(
    id: "models.ids", family: "models", rule: "Each listed model has an id of its own.",
    level: .should, consequence: "A choice from the list does not say which model is meant.",
    source: .openAIModels("List models"), claims: ["models.list.schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard evidence.endpoint == "models", evidence.isSuccess,
      let models = evidence.json?["data"]?.array, !models.isEmpty
    else { return .notApplicable }
    var deviations = Deviations()
    var seen: Set<String> = []
    for (position, model) in models.enumerated() {
      guard let id = model["id"]?.string else { continue }
      let isNew = seen.insert(id).inserted
      guard id.trimmed.isEmpty || !isNew else { continue }
      deviations.add(
        isNew ? "empty" : "twice",
        context.finding(
          description, kind: .wrongValue, at: evidence.place(.path("data", position, "id")),
          expected: "an id of its own", actual: isNew ? id.quoted : "\(id.quoted) once more",
          level: .should))
    }
    return deviations.outcome
  }
}
