public import WireFormats

/// The stable name of a probe: `chat.temperature.above-maximum`. Never a position.
public typealias ProbeID = String

/// The stable name of a check: `stream.terminator`.
public typealias CheckID = String

/// What a step of a probe was to meet.
public enum Expectation: Sendable, Hashable {
  /// A success: 2xx and a body that holds what the endpoint answers.
  ///
  /// - level: how binding it is that the request is answered.
  /// - orRefused: whether support is optional (it depends on the model, or the page says "ignored
  ///   where unsupported"): an honest 4xx in the documented error shape is then `unsupported`, not a
  ///   deviation.
  case accepted(level: Level, orRefused: Bool = false)
  /// A refusal: 4xx in the documented error shape.
  ///
  /// - statuses: those that the documentation gives for the situation; empty where it gives none.
  /// - level: how binding it is that the request is refused. *should* where the documentation gives
  ///   a range and does not promise that a value beyond it is refused. That a refusal, where there
  ///   is one, is well-formed and no 5xx does not depend on it.
  case rejected(statuses: [Int], level: Level = .must)
  /// Either; what happened is reported. A 5xx never is an answer.
  case any
  /// Nobody knows, as the exchange was recorded by somebody else: what is documented may be optional
  /// there, so that a 5xx is told and does not fail.
  case unknown

  /// A success, required.
  public static var accepted: Expectation { .accepted(level: .must) }
}

/// How much of a plan is run.
public enum Profile: String, Sendable, Hashable, Comparable, CaseIterable {
  /// Under fifteen requests: is the service there and sane?
  case smoke
  /// Every promise once.
  case standard
  /// Also what is slow, costly or repeated.
  case full

  private var rank: Int {
    switch self {
    case .smoke: 0
    case .standard: 1
    case .full: 2
    }
  }

  /// `smoke < standard < full`.
  public static func < (left: Profile, right: Profile) -> Bool { left.rank < right.rank }
}

/// One request of a probe, before it is sent.
public struct ProbeStep: Sendable, Hashable {
  /// What stands in the body.
  public enum Body: Sendable, Hashable {
    /// No body.
    case none
    /// JSON. An object `{"$from": "step", "at": "/pointer"}` anywhere in it stands for a value that
    /// an earlier step's answer gave (see ``StepReferences``).
    case json(JSONValue)
    /// Bytes as they are.
    case raw([UInt8])
  }

  /// Which credentials go with it.
  public enum Credentials: String, Sendable, Hashable, CaseIterable {
    /// Those configured.
    case valid
    /// None at all.
    case absent
    /// A key of the right form that the provider cannot know.
    case wrong
  }

  /// The name, unique within the probe.
  public var name: String
  /// The endpoint asked.
  public var endpoint: String
  /// The method, where it is not the endpoint's own.
  public var method: String?
  /// The path below the base URL, where it is not the endpoint's own: for asking what is not there.
  public var path: String?
  /// What stands for `{model}` in the endpoint's path, where it is not the model under test.
  public var pathModel: String?
  /// The body.
  public var body: Body
  /// Fields to add or replace (value) or to leave out (`nil`), in order.
  public var fields: [FieldChange]
  /// The credentials.
  public var credentials: Credentials
  /// What it is to meet.
  public var expectation: Expectation

  /// A change to one request field.
  public struct FieldChange: Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// The value, `nil` to leave the field out.
    public var value: String?

    /// Makes a change.
    public init(name: String, value: String?) {
      self.name = name
      self.value = value
    }
  }

  /// Makes a step.
  public init(
    name: String = "request", endpoint: String = "chat", method: String? = nil,
    path: String? = nil, pathModel: String? = nil, body: Body, fields: [FieldChange] = [],
    credentials: Credentials = .valid, expectation: Expectation
  ) {
    self.name = name
    self.endpoint = endpoint
    self.method = method
    self.path = path
    self.pathModel = pathModel
    self.body = body
    self.fields = fields
    self.credentials = credentials
    self.expectation = expectation
  }
}

/// A named outcome check and what it is told: `{"control": "plain", "subject": "stopped"}`.
public struct CheckInvocation: Sendable, Hashable {
  /// The outcome check.
  public var check: CheckID
  /// Its arguments, an object.
  public var arguments: JSONValue

  /// Makes an invocation.
  public init(check: CheckID, arguments: JSONValue = [:]) {
    self.check = check
    self.arguments = arguments
  }
}

/// The smallest judged unit: one or more requests with a stable id.
public struct Probe: Sendable, Hashable {
  /// What it costs at most.
  public struct Cost: Sendable, Hashable {
    /// Requests, without retries.
    public var requests: Int
    /// Prompt tokens, estimated at four bytes a token.
    public var promptTokens: Int
    /// Output tokens that the requests allow.
    public var outputTokens: Int

    /// Makes a cost.
    public init(requests: Int, promptTokens: Int, outputTokens: Int) {
      self.requests = requests
      self.promptTokens = promptTokens
      self.outputTokens = outputTokens
    }
  }

  /// The stable id.
  public var id: ProbeID
  /// What it asks, in one line.
  public var title: String
  /// The claims that it exercises; the first is the one that it is about.
  public var claims: [ClaimID]
  /// How binding the promise is.
  public var level: Level
  /// The smallest profile that includes it.
  public var profile: Profile
  /// The requests, in order.
  public var steps: [ProbeStep]
  /// What the outcome is judged by, beside the checks that always run.
  public var checks: [CheckInvocation]
  /// The probes that must not have failed for this one to mean anything.
  public var prerequisites: [ProbeID]
  /// How often it is repeated where `--samples` asks for it: whether its outcome depends on
  /// sampling.
  public var dependsOnSampling: Bool
  /// Where the claim that it is about stands.
  public var location: SourceLocation
  /// What it costs at most, once.
  public var cost: Cost

  /// Makes a probe.
  public init(
    id: ProbeID, title: String, claims: [ClaimID], level: Level, profile: Profile = .standard,
    steps: [ProbeStep], checks: [CheckInvocation] = [], prerequisites: [ProbeID] = [],
    dependsOnSampling: Bool = false, location: SourceLocation,
    cost: Cost = Cost(requests: 0, promptTokens: 0, outputTokens: 0)
  ) {
    self.id = id
    self.title = title
    self.claims = claims
    self.level = level
    self.profile = profile
    self.steps = steps
    self.checks = checks
    self.prerequisites = prerequisites
    self.dependsOnSampling = dependsOnSampling
    self.location = location
    self.cost = cost
  }
}

/// The ordered list of probes for one spec, known before anything is sent.
public struct Plan: Sendable {
  /// A probe and whether it runs.
  public struct Entry: Sendable, Hashable {
    /// The probe.
    public var probe: Probe
    /// Why it does not run; `nil` where it does.
    public var skipReason: String?

    /// Makes an entry.
    public init(probe: Probe, skipReason: String? = nil) {
      self.probe = probe
      self.skipReason = skipReason
    }
  }

  /// The spec's id.
  public var spec: String
  /// The probes in plan order.
  public var entries: [Entry]
  /// How often a probe whose outcome depends on sampling is taken, at least 1.
  public var samples: Int

  /// Makes a plan.
  public init(spec: String, entries: [Entry], samples: Int = 1) {
    self.spec = spec
    self.entries = entries
    self.samples = max(1, samples)
  }

  /// The ceilings of what will be sent, samples included, without retries.
  public var cost: Probe.Cost {
    entries.reduce(into: Probe.Cost(requests: 0, promptTokens: 0, outputTokens: 0)) { sum, entry in
      guard entry.skipReason == nil else { return }
      let times = entry.probe.dependsOnSampling ? samples : 1
      sum.requests += times * entry.probe.cost.requests
      sum.promptTokens += times * entry.probe.cost.promptTokens
      sum.outputTokens += times * entry.probe.cost.outputTokens
    }
  }
}
