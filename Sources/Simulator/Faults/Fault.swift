public import Conformance

/// A named way in which the simulated provider can misbehave, or behave oddly but legally.
public struct Fault: Sendable, Identifiable {
  /// The part of the protocol that a fault is about.
  public enum Area: String, Sendable, Hashable, CaseIterable {
    /// Event stream framing.
    case framing
    /// The chunks of a stream.
    case chunks
    /// The completion object.
    case completion
    /// Finish reasons.
    case finish
    /// Token counts.
    case usage
    /// Tool calls.
    case tools
    /// Log probabilities.
    case logprobs
    /// Request parameters: their effect.
    case parameters
    /// Request parameters: what is refused.
    case validation
    /// Errors: shape, status, media type.
    case errors
    /// HTTP framing and fields.
    case http
    /// The models endpoints.
    case models
    /// The embeddings endpoint.
    case embeddings
    /// Reasoning.
    case reasoning
    /// JSON and schema modes.
    case structured
    /// The JSON text itself.
    case json
    /// Messages and their parts.
    case messages
    /// Timing and endings.
    case timing
    /// Credentials.
    case authentication
  }

  /// Whether something is wrong or only odd.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// It is wrong, and a check must say so.
    case fault
    /// It is legal: no check may say a word against it.
    case quirk
    /// It is legal but breaks popular clients: checks may warn, and never fail it.
    case warnedQuirk = "warned-quirk"
  }

  /// Whether a fault can show under a spec.
  public enum Applicability: Sendable, Hashable {
    /// It can.
    case applies
    /// It cannot, and why.
    case doesNot(String)
  }

  /// The stable id.
  public let id: String
  /// What the provider does, in one sentence.
  public let summary: String
  /// What it is about.
  public let area: Area
  /// Whether it is wrong or only odd.
  public let kind: Kind
  /// Where it has been seen, or which rule it breaks.
  public let evidence: [String]
  /// The checks any of which must see it; empty for a quirk.
  public let caughtBy: [CheckID]
  let condition: Condition
  let mutation: Mutation

  init(
    _ id: String, _ area: Area, _ summary: String, kind: Kind = .fault, evidence: [String] = [],
    caughtBy: [CheckID] = [], where condition: Condition = .always, _ mutation: Mutation
  ) {
    self.id = id
    self.area = area
    self.summary = summary
    self.kind = kind
    self.evidence = evidence
    self.caughtBy = caughtBy
    self.condition = condition
    self.mutation = mutation
  }

  /// Whether it is legal.
  public var isQuirk: Bool { kind != .fault }

  /// Whether it can show under a spec.
  public func applicability(to spec: ProviderSpec) -> Applicability {
    condition.missing(in: spec).map { .doesNot($0) } ?? .applies
  }
}
