import Conformance
public import WireFormats

/// The response fields that a client may rely on.
public enum HeaderObserver: Observer {
  static let requestID = BehaviourKey(
    "headers.request-id", "The field that identifies a request", values: "field name, none",
    impact: .cosmetic)
  static let rateLimit = BehaviourKey(
    "headers.rate-limit", "The rate-limit fields of a success", values: "list of field names",
    impact: .surprises)
  static let retryAfter = BehaviourKey(
    "headers.retry-after", "Whether a 429 says how long to wait", values: "seconds, other, absent",
    impact: .surprises)
  static let version = BehaviourKey(
    "headers.http-version", "The version of the protocol", values: "HTTP/1.1, HTTP/1.0",
    impact: .cosmetic)

  /// All keys.
  public static let keys = [requestID, rateLimit, retryAfter, version]

  /// What an answer shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    guard subject.step.endpoint == "chat", let response = subject.evidence.exchange.response
    else { return [] }
    let fields = response.fields
    if response.status == 429 {
      let value = fields["Retry-After"]
      return [(retryAfter, value.map { Int($0) == nil ? "other" : "seconds" } ?? "absent")]
    }
    guard subject.evidence.isSuccess else { return [] }
    let names = Set(fields.lines.map { $0.name.lowercased() })
    let id = ["x-request-id", "request-id", "x-litellm-call-id"].first { names.contains($0) }
    let limits = names.filter { $0.hasPrefix("x-ratelimit-") || $0.hasPrefix("ratelimit") }
    return [
      (requestID, .string(id ?? "none")), (rateLimit, .list(limits)),
      (version, .string(response.version)),
    ]
  }
}
