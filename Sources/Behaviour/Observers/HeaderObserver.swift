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
  static let reset = BehaviourKey(
    "headers.rate-limit.reset", "How the rate-limit fields tell when the limit resets",
    values: "list of: duration, seconds, epoch seconds, epoch milliseconds, other",
    impact: .breaks)
  static let retryAfter = BehaviourKey(
    "headers.retry-after", "Whether a 429 says how long to wait", values: "seconds, other, absent",
    impact: .surprises)
  static let version = BehaviourKey(
    "headers.http-version", "The version of the protocol", values: "HTTP/1.1, HTTP/1.0",
    impact: .cosmetic)

  /// All keys.
  public static let keys = [requestID, rateLimit, reset, retryAfter, version]

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
    let id = requestIDs.first { names.contains($0) }
    let limits = names.filter(isRateLimit)
    var seen: [(BehaviourKey, JSONValue)] = [
      (requestID, .string(id ?? "none")), (rateLimit, .list(limits)),
      (version, .string(response.version)),
    ]
    let resets = limits.filter { $0.contains("reset") }.compactMap { fields[$0] }
    if !resets.isEmpty { seen.append((reset, .list(resets.map(form)))) }
    return seen
  }

  /// Whether a field, lower case, is one of those that tell limits.
  private static func isRateLimit(_ name: String) -> Bool {
    name.hasPrefix("x-ratelimit-") || name.hasPrefix("ratelimit")
  }

  /// Whether a field, lower case, is one that these keys are about.
  static func isTold(_ name: String) -> Bool {
    isRateLimit(name) || name == "retry-after" || requestIDs.contains(name)
  }

  private static let requestIDs = ["x-request-id", "request-id", "x-litellm-call-id"]

  /// How a moment is written: `60s` and `1m30s` are durations; a number is seconds to wait unless it is
  /// so great that it can only be a time of day.
  private static func form(of value: String) -> String {
    if let number = Double(value) {
      switch number {
      case 0..<100_000_000: return "seconds"
      case 1_000_000_000..<10_000_000_000: return "epoch seconds"
      case 1_000_000_000_000..<10_000_000_000_000: return "epoch milliseconds"
      default: return "other"
      }
    }
    let isDuration =
      value.first?.isNumber == true && value.last.map { "smhd".contains($0) } == true
      && value.allSatisfy { $0.isNumber || "smhd.".contains($0) }
    return isDuration ? "duration" : "other"
  }
}
