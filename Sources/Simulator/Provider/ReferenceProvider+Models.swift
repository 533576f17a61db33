import Conformance
import WireFormats

extension ReferenceProvider {
  /// The list of models.
  var modelList: JSONValue {
    ["object": "list", "data": .array(documented.models.map(Self.modelObject))]
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
