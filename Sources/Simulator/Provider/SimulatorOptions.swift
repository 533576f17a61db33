public import Conformance

/// What a simulated provider is told beyond the spec.
public struct SimulatorOptions: Sendable {
  /// What time the provider's clock shows.
  public enum Clock: Sendable, Hashable {
    /// Always the same second, in Unix time: simulated runs then give the same bytes each time.
    case fixed(Int)
    /// The machine's clock.
    case system
  }

  /// The key that is accepted; `nil` for one of the documented form, see
  /// ``ReferenceProvider/key``.
  public var key: String?
  /// Further models that are served beside those that the spec names.
  public var models: [String]
  /// The most tokens that prompt and answer may have together.
  public var contextLength: Int
  /// Milliseconds from the request to the first byte.
  public var firstTokenMilliseconds: Double
  /// Milliseconds between two tokens.
  public var tokenMilliseconds: Double
  /// The rate limit that is enforced; `nil` for none.
  public var rateLimit: Service.RateLimit?
  /// The seconds that `Retry-After` names on a 429, `nil` for what is left of the period.
  public var retryAfter: Int?
  /// The clock.
  public var clock: Clock
  /// The faults and quirks that the provider has, in the order in which they act.
  public var faults: [Fault]

  /// Makes options.
  public init(
    key: String? = nil, models: [String] = [], contextLength: Int = 32_768,
    firstTokenMilliseconds: Double = 30, tokenMilliseconds: Double = 5,
    rateLimit: Service.RateLimit? = nil, retryAfter: Int? = nil,
    clock: Clock = .fixed(1_767_225_600), faults: [Fault] = []
  ) {
    self.key = key
    self.models = models
    self.contextLength = contextLength
    self.firstTokenMilliseconds = firstTokenMilliseconds
    self.tokenMilliseconds = tokenMilliseconds
    self.rateLimit = rateLimit
    self.retryAfter = retryAfter
    self.clock = clock
    self.faults = faults
  }
}
