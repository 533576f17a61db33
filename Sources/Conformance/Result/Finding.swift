public import WireFormats

/// One deviation that a check saw.
public struct Finding: Sendable, Hashable {
  /// In what way a promise was broken.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The bytes or the structure are not what the standard or the schema allows.
    case malformed
    /// Well-formed, but not the promised value.
    case wrongValue = "wrong-value"
    /// A parameter had no effect, and nothing said so.
    case silentlyIgnored = "silently-ignored"
    /// A request that is documented as valid was refused.
    case wronglyRejected = "wrongly-rejected"
    /// A request that is documented as invalid was answered.
    case wronglyAccepted = "wrongly-accepted"
  }

  /// Where it was seen.
  public struct Place: Sendable, Hashable {
    /// The step of the probe.
    public var step: String
    /// The attempt at the step, counted from 1, where it is one that was sent again; `nil` for the
    /// last, which decides what the step showed.
    public var attempt: Int?
    /// The offset in the decoded response body, in bytes.
    public var offset: Int?
    /// The zero-based number of the event in the stream.
    public var event: Int?
    /// The pointer within the body's JSON, or within the event's where ``event`` is given.
    public var pointer: JSONPointer?
    /// The response field, lower case.
    public var field: String?

    /// Makes a place.
    public init(
      step: String, attempt: Int? = nil, offset: Int? = nil, event: Int? = nil,
      pointer: JSONPointer? = nil, field: String? = nil
    ) {
      self.step = step
      self.attempt = attempt
      self.offset = offset
      self.event = event
      self.pointer = pointer
      self.field = field
    }
  }

  /// The check that saw it.
  public var check: CheckID
  /// How binding the rule is here.
  public var level: Level
  /// In what way.
  public var kind: Kind
  /// Where.
  public var place: Place
  /// What the rule asks for.
  public var expected: String
  /// What was there, cut to a readable length.
  public var actual: String
  /// What it does to a client.
  public var consequence: String
  /// The claim that makes the rule binding here, `nil` where a standard does.
  public var claim: ClaimID?
  /// The rule's source.
  public var source: Citation
  /// Other checks whose findings follow from this one and are not counted again.
  public var entails: [CheckID]

  /// Makes a finding.
  public init(
    check: CheckID, level: Level, kind: Kind, place: Place, expected: String, actual: String,
    consequence: String, claim: ClaimID? = nil, source: Citation, entails: [CheckID] = []
  ) {
    self.check = check
    self.level = level
    self.kind = kind
    self.place = place
    self.expected = expected
    self.actual = actual
    self.consequence = consequence
    self.claim = claim
    self.source = source
    self.entails = entails
  }
}

/// What a check made of the evidence.
public enum CheckOutcome: Sendable, Hashable {
  /// The rule does not apply to this evidence.
  case notApplicable
  /// The rule was exercised and kept.
  case passed
  /// The rule was broken.
  case found([Finding])
  /// The rule could not be exercised, with the reason.
  case inconclusive(String)
  /// An honest, well-formed refusal of something optional, with what it said.
  case unsupported(String)
}

/// A check's name card.
public struct CheckDescription: Sendable, Hashable {
  /// The stable id.
  public let id: CheckID
  /// The family, which is also the folder: `http`, `framing`, `chunks` …
  public let family: String
  /// The rule, in one sentence.
  public let rule: String
  /// How binding it is where no claim says otherwise.
  public let level: Level
  /// What breaking it does to a client.
  public let consequence: String
  /// Where the rule stands.
  public let source: Citation
  /// The claims that bind it: the first that a spec has gives level and source. Empty where a
  /// standard binds everybody.
  public let claims: [ClaimID]

  /// Makes a description.
  public init(
    id: CheckID, family: String, rule: String, level: Level, consequence: String,
    source: Citation, claims: [ClaimID] = []
  ) {
    self.id = id
    self.family = family
    self.rule = rule
    self.level = level
    self.consequence = consequence
    self.source = source
    self.claims = claims
  }
}
