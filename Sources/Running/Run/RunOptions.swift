public import Conformance

/// How a run goes about it.
public struct RunOptions: Sendable {
  /// The most requests under way at once.
  public var concurrency: Int
  /// The time and size allowed for each exchange.
  public var limits: TimeLimits
  /// The most requests started in a second, `nil` for no limit.
  public var requestsPerSecond: Double?
  /// The most requests in all, retries included; `nil` for no limit.
  public var maximumRequests: Int?
  /// The most output tokens that may be asked for; `nil` for no limit.
  public var maximumOutputTokens: Int?
  /// How often a request is sent again after a 429 or 503, or a fault before the first byte.
  public var retries: Int
  /// The longest time, in seconds, that a `Retry-After` is honoured.
  public var longestWait: Double
  /// How often a probe that depends on sampling is taken.
  public var samples: Int
  /// Results of another run with the same plan and spec: an exchange that is the same, byte for byte,
  /// is not judged again. A result with an unresolved reference is never in it.
  var judged: [ProbeID: ProbeResult] = [:]

  /// Makes options.
  public init(
    concurrency: Int = 8, limits: TimeLimits = TimeLimits(), requestsPerSecond: Double? = nil,
    maximumRequests: Int? = nil, maximumOutputTokens: Int? = nil, retries: Int = 3,
    longestWait: Double = 60, samples: Int = 1
  ) {
    self.concurrency = max(1, concurrency)
    self.limits = limits
    self.requestsPerSecond = requestsPerSecond
    self.maximumRequests = maximumRequests
    self.maximumOutputTokens = maximumOutputTokens
    self.retries = retries
    self.longestWait = longestWait
    self.samples = max(1, samples)
  }
}
