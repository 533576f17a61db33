import Conformance
public import WireFormats

/// The models endpoints.
public enum CatalogueObserver: Observer {
  static let shape = BehaviourKey(
    "models.list.shape", "The shape of the list of models",
    values: "object with data, array, other", impact: .breaks)
  static let list = BehaviourKey(
    "models.list.members", "The members of the list of models", values: "list of names",
    impact: .cosmetic)
  static let entry = BehaviourKey(
    "models.entry.members", "The members of the first model listed", values: "list of names",
    impact: .surprises)

  /// All keys.
  public static let keys = [shape, list, entry]

  /// What a list shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    guard subject.evidence.isSuccess, subject.evidence.endpoint == "models",
      let body = subject.evidence.json
    else { return [] }
    let models = body["data"]?.array ?? body.array
    let form: JSONValue =
      body["data"]?.array != nil ? "object with data" : body.array != nil ? "array" : "other"
    var seen = [(shape, form)]
    if body.object != nil { seen.append((list, body.memberNames)) }
    if let first = models?.first { seen.append((entry, first.memberNames)) }
    return seen
  }
}
