import Conformance
public import WireFormats

/// The response fields that a client may rely on.
public enum HeaderObserver: Observer {
  static let requestID = BehaviourKey(
    "headers.request-id", "The field that identifies a request", values: "field name or null",
    impact: .cosmetic)
  static let rateLimit = BehaviourKey(
    "headers.rate-limit", "The rate-limit fields of a success", values: "list of field names",
    impact: .surprises)

  /// All keys.
  public static let keys = [requestID, rateLimit]

  /// What a success shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    guard subject.evidence.isSuccess, subject.step.endpoint == "chat",
      let fields = subject.evidence.exchange.response?.fields
    else { return [] }
    let names = Set(fields.lines.map { $0.name.lowercased() })
    let id = ["x-request-id", "request-id", "x-litellm-call-id"].first { names.contains($0) }
    let limits = names.filter { $0.hasPrefix("x-ratelimit-") || $0.hasPrefix("ratelimit") }
    return [
      (requestID, id.map { .string($0) } ?? .null),
      (rateLimit, .array(limits.sorted().map { .string($0) })),
    ]
  }
}
