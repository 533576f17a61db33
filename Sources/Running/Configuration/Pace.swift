/// How many requests are started in a time: `60/m`.
public struct Pace: Sendable, Hashable {
  /// Requests a second, above zero.
  public let requestsPerSecond: Double

  /// Reads `5/s`, `60/m` or `500/h`; `nil` where the text is none of these.
  public init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let seconds = ["s": 1.0, "m": 60, "h": 3600]
    guard parts.count == 2, let count = Double(parts[0]), count > 0, count.isFinite,
      let period = seconds[String(parts[1])]
    else { return nil }
    requestsPerSecond = count / period
  }
}
