import WireFormats

extension FaultRegistry {
  /// Faults of the models endpoints.
  static let models: [Fault] = [
    Fault(
      "mo-bare-array", .models, "The models list is a bare list.",
      evidence: ["songquanpeng/one-api#128", "exo-explore/exo#590"], caughtBy: ["models.list"],
      where: .claim("models.list.schema") && .endpoint("models"),
      .answer(of: "models") { value, _ in value = value["data"] ?? [] }),
    Fault(
      "mo-object-missing", .models, "The models list does not say that it is one.",
      evidence: ["mostlygeek/llama-swap#154", "obot-platform/tools#445"], caughtBy: ["models.list"],
      where: .claim("models.list.schema") && .endpoint("models"),
      .answer(of: "models") { value, _ in value.remove("object") }),
    Fault(
      "mo-id-missing", .models, "Listed models have a name and no id.",
      evidence: ["rule: id is required"], caughtBy: ["models.list", "models.ids"],
      where: .endpoint("models") && .claim("models.list.schema"),
      .answer(of: "models") { value, _ in
        value.editItems(of: "data") { model, _ in model.rename("id", to: "name") }
      }),
    Fault(
      "mo-duplicate-ids", .models, "A model is listed twice.",
      evidence: ["rule: each model has an id of its own"], caughtBy: ["models.ids"],
      where: .endpoint("models"),
      .answer(of: "models") { value, _ in
        value.edit("data") { $0 = .array(($0.array ?? []) + ($0.array ?? []).prefix(1)) }
      }),
    Fault(
      "mo-created-text", .models, "created of a model is a date in words.",
      evidence: ["rule: created is an integer"], caughtBy: ["models.list"],
      where: .endpoint("models") && .claim("models.list.schema"),
      .answer(of: "models") { value, _ in
        value.editItems(of: "data") { model, _ in model.set("created", "2025-01-01") }
      }),
    Fault(
      "mo-model-not-listed", .models, "The list lacks the model that is served.",
      evidence: ["rule: the list is what is served"], caughtBy: ["outcome.model-listed"],
      where: .endpoint("models") && .claim("models.serves-model"),
      .answer(of: "models") { value, _ in
        value.editItems(of: "data") { model, _ in
          model.edit("id") { $0 = .string(($0.string ?? "") + "-other") }
        }
      }),
    Fault(
      "mo-retrieve-other", .models, "Asking for one model gives another.",
      evidence: ["rule: the id that was asked for"],
      caughtBy: ["models.retrieve", "outcome.model-listed"],
      where: .endpoint("model"),
      .answer(of: "model") { value, _ in value.set("id", "another-model") }),
    Fault(
      "mo-retrieve-list", .models, "Asking for one model gives a list.",
      evidence: ["rule: one model is one object"], caughtBy: ["models.retrieve"],
      where: .endpoint("model") && .claim("models.retrieve.schema"),
      .answer(of: "model") { value, _ in value = ["object": "list", "data": [value]] }),
    Fault(
      "he-status-500", .models, "The health endpoint answers 500.",
      evidence: ["rule: a healthy service says so"], caughtBy: ["response.expectation"],
      where: .endpoint("health"),
      Mutation(admission: { rejection, call in
        if call.endpoint == "health" { rejection = .crash }
      })),
  ]
}
