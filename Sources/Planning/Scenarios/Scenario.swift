public import Conformance
public import WireFormats

/// A declared conversation or comparison: requests with what each is to meet, and what the whole is
/// judged by. Shared by all providers that make the promises it needs.
public struct Scenario: Sendable, Hashable {
  /// The probe's id.
  public let id: ProbeID
  /// What it asks, in one line.
  public let title: String
  /// The claims that a spec must make for the scenario to be in its plan.
  public let needs: [ClaimID]
  /// What the values of claims must hold, beside that the claims are made.
  public let conditions: [Condition]
  /// The claims that it exercises; the first that a spec makes gives level and place.
  public let exercises: [ClaimID]
  /// The smallest profile that includes it.
  public let profile: Profile
  /// Whether its outcome depends on sampling, so that repeating it tells more.
  public let dependsOnSampling: Bool
  /// Whether it binds whatever the model: a token limit that the documentation makes depend on the
  /// model is left out of its requests, so that a refusal is never the limit's.
  public let isBinding: Bool
  /// Probes that must not have failed for this one to mean anything.
  public let after: [ProbeID]
  /// The requests, in order.
  public let steps: [Step]
  /// The outcome checks and what they are told.
  public let checks: [CheckInvocation]
  /// Where it stands.
  public let location: SourceLocation

  /// Something that a claim's value, a list or one text, must hold.
  public struct Condition: Sendable, Hashable {
    /// The claim.
    public let claim: ClaimID
    /// What its value must hold.
    public let contains: JSONValue
  }

  /// One request, as declared.
  public struct Step: Sendable, Hashable {
    /// What it is to meet.
    public enum Expected: Sendable, Hashable {
      /// An answer.
      case accepted
      /// A refusal with one of these statuses; empty for any 4xx.
      case rejected([Int])
      /// A refusal with one of the statuses that the spec gives for the situation.
      case refusedAs(String, atMost: Level)
      /// Either.
      case any
    }

    /// The name, unique within the scenario.
    public let name: String
    /// The endpoint asked.
    public let endpoint: String
    /// The method, path and model in the path, where they are not the endpoint's own.
    public let method: String?
    /// The path, where it is not the endpoint's own.
    public let path: String?
    /// The model in the path, where it is not the one under test.
    public let pathModel: String?
    /// The body's template, `nil` where there is none.
    public let body: JSONValue?
    /// A body that is sent as it stands, in place of ``body``.
    public let raw: String?
    /// Changes to the request fields; names and values may be references, too.
    public let fields: [JSONValue]
    /// The credentials.
    public let credentials: ProbeStep.Credentials
    /// What it is to meet.
    public let expected: Expected
  }
}
