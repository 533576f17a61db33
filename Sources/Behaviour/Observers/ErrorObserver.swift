import Conformance
public import WireFormats

/// The envelope of errors, by situation.
public enum ErrorObserver: Observer {
  static let media = BehaviourKey(
    "errors.<situation>.media-type", "The Content-Type of an error", values: "media type, none",
    impact: .surprises)
  static let envelope = BehaviourKey(
    "errors.<situation>.envelope", "What holds an error",
    values: "object, flat, string, array, not JSON, empty", impact: .breaks)
  static let members = BehaviourKey(
    "errors.<situation>.members", "The members of an error", values: "list of names",
    impact: .surprises)
  static let code = BehaviourKey(
    "errors.<situation>.code", "The JSON type of an error's `code`",
    values: "string, number, null, absent", impact: .breaks)
  static let type = BehaviourKey(
    "errors.<situation>.type", "The `type` of an error", values: "text, null, absent",
    impact: .surprises)

  /// Families by situation: authentication, unknown-model, not-found, malformed-body, rate-limit,
  /// server-error, invalid-request.
  public static let keys = [media, envelope, members, code, type]

  /// What an error shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    guard let status = subject.evidence.exchange.status, status >= 400 else { return [] }
    let situation = situation(subject, status: status)
    var seen: [(BehaviourKey, JSONValue)] = []
    func see(_ family: BehaviourKey, _ value: JSONValue) {
      let words = situation.replacing("-", with: " ")
      seen.append((family.filled(situation, meaning: "\(family.meaning) (\(words))"), value))
    }
    see(media, .string(subject.evidence.mediaType?.essence ?? "none"))
    see(envelope, .string(form(of: subject.evidence)))
    if let error = subject.evidence.error, error.object != nil {
      see(members, error.memberNames)
      see(code, .string(error["code"]?.typeName ?? "absent"))
      see(type, error["type"].map { $0.string == nil ? .string($0.typeName) : $0 } ?? "absent")
    }
    return seen
  }

  private static func situation(_ subject: Subject, status: Int) -> String {
    let id = subject.probe.id
    if status == 401 || status == 403 || subject.isAboutCredentials { return "authentication" }
    if status == 429 { return "rate-limit" }
    if status >= 500 { return "server-error" }
    if id.hasSuffix("unknown-model") || id.hasSuffix("model.unknown") { return "unknown-model" }
    if status == 404 || status == 405 { return "not-found" }
    let isPost = subject.evidence.exchange.request.method == "POST"
    return isPost && subject.evidence.requestBody?.object == nil
      ? "malformed-body" : "invalid-request"
  }

  private static func form(of evidence: Evidence) -> String {
    if case .empty = evidence.payload { return "empty" }
    switch evidence.json {
    case .object(let object):
      switch object["error"] {
      case .object: return "object"
      case .string: return "string"
      default: return "flat"
      }
    case .array: return "array"
    default: return "not JSON"
    }
  }
}
