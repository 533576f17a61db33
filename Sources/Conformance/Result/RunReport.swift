/// What one probe came to, with its evidence.
public struct ProbeResult: Sendable {
  /// One request of the probe, as it was sent, and what came back, in attempt order.
  public struct Attempt: Sendable, Hashable {
    /// The step's name.
    public var step: String
    /// One-based: a request that was sent again after a 429 has number 2.
    public var number: Int
    /// The exchange; `nil` where none came about.
    public var exchange: HTTPExchange?
    /// Why none came about; `nil` where one did.
    public var failure: TransportError?

    /// Makes an attempt.
    public init(
      step: String, number: Int = 1, exchange: HTTPExchange?, failure: TransportError? = nil
    ) {
      self.step = step
      self.number = number
      self.exchange = exchange
      self.failure = failure
    }
  }

  /// The probe.
  public var probe: Probe
  /// What it came to.
  public var judgement: Judgement
  /// All that was sent and received, in order.
  public var attempts: [Attempt]
  /// How many of the samples passed, where it was repeated.
  public var samples: SampleCount?
  /// The known deviation that covers its findings, `nil` where none does.
  public var knownDeviation: KnownDeviation?

  /// How often a repeated probe passed.
  public struct SampleCount: Sendable, Hashable {
    /// How many passed.
    public var passed: Int
    /// How many were taken.
    public var total: Int

    /// Makes a count.
    public init(passed: Int, total: Int) {
      self.passed = passed
      self.total = total
    }
  }

  /// Makes a result.
  public init(
    probe: Probe, judgement: Judgement, attempts: [Attempt] = [], samples: SampleCount? = nil,
    knownDeviation: KnownDeviation? = nil
  ) {
    self.probe = probe
    self.judgement = judgement
    self.attempts = attempts
    self.samples = samples
    self.knownDeviation = knownDeviation
  }

  /// The exchange of a step.
  ///
  /// - Parameter attempt: which attempt at it, counted from 1; `nil` for the last.
  /// - Returns: `nil` where there is none.
  public func exchange(of step: String, attempt: Int? = nil) -> HTTPExchange? {
    attempts.last { $0.step == step && (attempt == nil || $0.number == attempt) }?.exchange
  }

  /// Milliseconds on the wire, all attempts added up.
  public var milliseconds: Double {
    attempts.reduce(0) { $0 + ($1.exchange?.totalMilliseconds ?? 0) }
  }
}

/// A deviation that a team has accepted, with its reason and its end.
public struct KnownDeviation: Sendable, Hashable {
  /// The probe, or a glob over probe ids.
  public var probe: String
  /// The check whose finding is expected.
  public var check: CheckID
  /// Why it is accepted.
  public var reason: String
  /// Where it is discussed.
  public var link: String?
  /// The last day on which it is accepted, `2027-01-31`; `nil` for no end.
  public var expires: String?

  /// Makes a known deviation.
  public init(
    probe: String, check: CheckID, reason: String, link: String? = nil, expires: String? = nil
  ) {
    self.probe = probe
    self.check = check
    self.reason = reason
    self.link = link
    self.expires = expires
  }
}

/// The outcome of one run against one provider: what every writer renders.
public struct RunReport: Sendable {
  /// Where the exchanges came from.
  public enum Mode: String, Sendable, Hashable {
    /// A server, over the network.
    case live
    /// The embedded simulated provider.
    case simulated
    /// Recorded fixtures.
    case replayed
    /// Traffic that somebody else recorded.
    case judged
  }

  /// What the run was.
  public struct Header: Sendable, Hashable {
    /// The spec's id.
    public var spec: String
    /// The provider's name.
    public var title: String
    /// The spec file.
    public var specFile: String
    /// The spec's digest.
    public var specDigest: String
    /// The model asked for.
    public var model: String
    /// Where the exchanges came from.
    public var mode: Mode
    /// How much was planned.
    public var profile: Profile
    /// assay's version.
    public var version: String
    /// The command line that makes this report again, without secrets.
    public var command: String
    /// When the run began, ISO 8601 UTC; `nil` where the report is to be the same every time.
    public var timestamp: String?
    /// Whether a warning counts as a failure.
    public var isStrict: Bool

    /// Makes a header.
    public init(
      spec: String, title: String, specFile: String, specDigest: String, model: String, mode: Mode,
      profile: Profile, version: String, command: String, timestamp: String? = nil,
      isStrict: Bool = false
    ) {
      self.spec = spec
      self.title = title
      self.specFile = specFile
      self.specDigest = specDigest
      self.model = model
      self.mode = mode
      self.profile = profile
      self.version = version
      self.command = command
      self.timestamp = timestamp
      self.isStrict = isStrict
    }
  }

  /// What the run was.
  public var header: Header
  /// The results in plan order.
  public var results: [ProbeResult]
  /// Known deviations that no longer occur: each fails the run.
  public var staleDeviations: [KnownDeviation]
  /// Whether the run was interrupted, so that results are missing.
  public var isInterrupted: Bool

  /// Makes a report; no pass in it stands on what did not work, see
  /// ``Swift/Array/heldToPrerequisites()``.
  public init(
    header: Header, results: [ProbeResult], staleDeviations: [KnownDeviation] = [],
    isInterrupted: Bool = false
  ) {
    self.header = header
    self.results = results.heldToPrerequisites()
    self.staleDeviations = staleDeviations
    self.isInterrupted = isInterrupted
  }

  /// How many results have a verdict, known deviations apart.
  public func count(_ verdict: Verdict) -> Int {
    results.count { $0.judgement.verdict == verdict && $0.knownDeviation == nil }
  }

  /// How many results are known deviations.
  public var knownDeviationCount: Int { results.count { $0.knownDeviation != nil } }

  /// Whether a result counts as a failure: `fail`, or `warn` in a strict run, unless it is known.
  public func isFailure(_ result: ProbeResult) -> Bool {
    guard result.knownDeviation == nil else { return false }
    switch result.judgement.verdict {
    case .fail: return true
    case .warn: return header.isStrict
    case .pass, .unsupported, .inconclusive, .error, .skip: return false
    }
  }

  /// The run's outcome.
  public var outcome: Outcome {
    if isInterrupted { return .interrupted }
    if !staleDeviations.isEmpty || results.contains(where: isFailure) { return .deviates }
    let isIncomplete = results.contains { result in
      result.judgement.verdict == .error
        || (result.judgement.verdict == .inconclusive && result.probe.level == .must
          && result.probe.profile == .smoke)
    }
    return isIncomplete ? .incomplete : .conforms
  }

  /// What a run comes to; its raw value is the exit code.
  public enum Outcome: Int32, Sendable, Hashable {
    /// Everything exercised was kept.
    case conforms = 0
    /// An unexpected failure, or a known deviation that is stale.
    case deviates = 1
    /// Errors, or a required probe that was inconclusive.
    case incomplete = 2
    /// Interrupted.
    case interrupted = 130
  }
}
