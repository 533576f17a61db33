import Conformance
public import WireFormats

/// The envelope of errors, by situation.
public enum ErrorObserver: Observer {
  /// Made per status: `errors.400.members`.
  public static let keys: [BehaviourKey] = []

  /// What an error shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    guard let status = subject.evidence.exchange.status, status >= 400 else { return [] }
    func key(_ name: String, _ meaning: String, _ values: String, _ impact: Impact)
      -> BehaviourKey
    {
      BehaviourKey("errors.\(status).\(name)", meaning, values: values, impact: impact)
    }
    var seen: [(BehaviourKey, JSONValue)] = [
      (
        key("media-type", "The Content-Type of the error", "media type", .surprises),
        subject.evidence.mediaType.map { .string($0.essence) } ?? .null
      ),
      (
        key(
          "envelope", "What holds the error", "object, flat, string, array, other", .breaks),
        .string(envelope(of: subject.evidence.json))
      ),
    ]
    if let error = subject.evidence.error, let object = error.object {
      seen.append(
        (
          key("members", "The members of the error", "list of names", .surprises),
          .array(Set(object.names).sorted().map { .string($0) })
        ))
      seen.append(
        (
          key("code", "The type of `code`", "string, number, null, absent", .breaks),
          .string(error["code"]?.typeName ?? "absent")
        ))
    }
    return seen
  }

  private static func envelope(of body: JSONValue?) -> String {
    switch body {
    case .object(let object):
      switch object["error"] {
      case .object: "object"
      case .string: "string"
      default: object["message"] != nil || object["detail"] != nil ? "flat" : "other"
      }
    case .array: "array"
    default: "other"
    }
  }
}
