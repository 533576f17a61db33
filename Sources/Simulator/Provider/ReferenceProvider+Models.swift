import Conformance
import WireFormats

extension ReferenceProvider {
  /// The list of models.
  var modelList: JSONValue {
    ["object": "list", "data": .array(documented.models.map(Self.modelObject))]
  }

  /// The public catalogue that some gateways have beside the list.
  var catalogue: JSONValue {
    .array(
      documented.models.map { name in
        [
          "slug": .string(name), "model_name": .string(name), "display_name": .string(name),
          "category": "text", "context_window": .integer(documented.contextLength),
          "health_status": "healthy",
        ]
      })
  }

  /// One model.
  func model(named name: String) throws(Rejection) -> JSONValue {
    guard documented.models.contains(name) else {
      throw Rejection(
        .unknownModel, parameter: "model", "The model '\(name)' does not exist.")
    }
    return Self.modelObject(name)
  }

  private static func modelObject(_ name: String) -> JSONValue {
    [
      "id": .string(name), "object": "model", "created": 1_735_689_600, "owned_by": "simulated",
    ]
  }
}
