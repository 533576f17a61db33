public import Conformance
public import JSONSchema
public import WireFormats

/// A rule about one exchange: always on, whatever the probe is about. One check, one file, and one
/// line in ``CheckRegistry``.
public protocol Check: Sendable {
  /// The check's name card.
  static var description: CheckDescription { get }

  /// Judges one exchange. Pure: no I/O, clock or randomness; the same bytes give the same outcome
  /// for ever.
  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome
}

/// A rule about what a probe as a whole showed: a control against its subject, an effect against its
/// promise. Named by a probe, with arguments.
public protocol OutcomeCheck: Sendable {
  /// The check's name card.
  static var description: CheckDescription { get }

  /// Judges a probe.
  ///
  /// - Parameters:
  ///   - steps: the evidence of every step that was answered, in order.
  ///   - arguments: what the probe tells the check, as its doc comment says.
  ///   - context: the spec and its schemas.
  static func examine(_ steps: ProbeEvidence, arguments: JSONValue, in context: CheckContext)
    -> CheckOutcome
}

/// The evidence of all steps of a probe.
public struct ProbeEvidence: Sendable {
  /// The probe's id; checks on arguments never depend on it.
  public let probe: ProbeID
  /// The steps in order.
  public let steps: [Evidence]

  /// Makes evidence.
  public init(probe: ProbeID, steps: [Evidence]) {
    self.probe = probe
    self.steps = steps
  }

  /// The step of that name, else `nil`.
  public subscript(step: String) -> Evidence? { steps.first { $0.step == step } }
}

/// What a check may know beside the evidence: the spec and its compiled schemas.
public struct CheckContext: Sendable {
  /// The resolved spec.
  public let spec: ProviderSpec
  private let schemas: [ClaimID: Schema]

  /// Prepares a context: compiles every claim value that is a schema, once.
  ///
  /// - Throws: ``SchemaError`` where a claim's schema cannot be compiled.
  public init(spec: ProviderSpec) throws(SchemaError) {
    self.spec = spec
    var schemas: [ClaimID: Schema] = [:]
    for claim in spec.claims where claim.id.hasSuffix(".schema") {
      schemas[claim.id] = try Schema(
        compiling: claim.value, baseURI: "specs:///\(spec.id).json", registry: spec.schemaRegistry)
    }
    self.schemas = schemas
  }

  /// The claim of that name, if this spec has it.
  public func claim(_ id: ClaimID) -> Claim? { spec.claim(id) }

  /// The compiled schema of a claim whose id ends in `.schema`.
  public func schema(_ id: ClaimID) -> Schema? { schemas[id] }
}

extension CheckContext {
  /// Makes a finding of a check, with level, claim and source from the first claim that binds it
  /// here, or from the check itself where a standard does.
  ///
  /// - Parameters:
  ///   - level: overrides the level, never upward beyond the claim's.
  ///   - claim: the claim that is broken, where it is not the check's first.
  public func finding(
    _ description: CheckDescription, kind: Finding.Kind = .malformed, at place: Finding.Place,
    expected: String, actual: String, level: Level? = nil, claim: ClaimID? = nil,
    consequence: String? = nil
  ) -> Finding {
    let binding = claim.flatMap { spec.claim($0) } ?? self.binding(of: description)
    let bound = binding?.level ?? description.level
    return Finding(
      check: description.id, level: min(level ?? bound, bound), kind: kind, place: place,
      expected: expected, actual: Excerpt.cut(actual),
      consequence: consequence ?? description.consequence, claim: binding?.id,
      source: binding?.citations.first ?? description.source)
  }

  /// The first claim of a check that this spec has, `nil` where it has none.
  public func binding(of description: CheckDescription) -> Claim? {
    description.claims.lazy.compactMap { self.spec.claim($0) }.first
  }

  /// Whether a check applies at all: a standard binds everybody, a claim only those who make it.
  public func binds(_ description: CheckDescription) -> Bool {
    description.claims.isEmpty || binding(of: description) != nil
  }
}

/// Cuts what was seen to a readable length.
public enum Excerpt {
  /// The longest excerpt, in characters.
  public static let maximumLength = 160

  /// The text, its middle left out where it is longer than ``maximumLength``.
  public static func cut(_ text: String) -> String {
    guard text.count > maximumLength else { return text }
    return "\(text.prefix(maximumLength - 40)) … \(text.suffix(36))"
  }
}
