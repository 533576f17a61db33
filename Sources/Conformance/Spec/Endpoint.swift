public import WireFormats

/// One documented endpoint.
public struct Endpoint: Sendable {
  /// Its name in claim and probe ids: `chat`, `completions`, `embeddings`, `models`, `model`,
  /// `health`.
  public let name: String
  /// The method.
  public let method: String
  /// The path below the base URL, or below the host's root where ``isAtRoot``: `/chat/completions`.
  /// `{model}` stands for the model's id.
  public let path: String
  /// Whether the path counts from the host's root rather than from the base URL.
  public let isAtRoot: Bool
  /// Whether it answers without credentials.
  public let isPublic: Bool
  /// Whether the page prints neither method nor path, so that both are settings of the spec.
  public let isSetting: Bool
  /// The documented parameters of the request body, in file order.
  public let parameters: [Parameter]
  /// Rules between parameters.
  public let rules: [ParameterRule]
  /// Where it comes from.
  public let origin: Claim.Origin
  /// Where it stands in the spec file.
  public let location: SourceLocation

  /// Makes an endpoint.
  public init(
    name: String, method: String, path: String, isAtRoot: Bool = false, isPublic: Bool = false,
    isSetting: Bool = false, parameters: [Parameter] = [], rules: [ParameterRule] = [],
    origin: Claim.Origin = .own,
    location: SourceLocation
  ) {
    self.name = name
    self.method = method
    self.path = path
    self.isAtRoot = isAtRoot
    self.isPublic = isPublic
    self.isSetting = isSetting
    self.parameters = parameters
    self.rules = rules
    self.origin = origin
    self.location = location
  }

  /// The documented parameter of that name, else `nil`.
  public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// The request body's schema as documented: each parameter's schema as a property, and the
  /// required ones. Open, as no provider closes it unless it says so.
  public var requestSchema: JSONValue {
    let properties = parameters.map { JSONObject.Member(name: $0.name, value: $0.schema) }
    let required = parameters.filter(\.isRequired).map { JSONValue.string($0.name) }
    return [
      "type": "object", "required": .array(required), "properties": .object(JSONObject(properties)),
    ]
  }
}

/// One documented parameter of a request body.
public struct Parameter: Sendable {
  /// The name in the request body.
  public let name: String
  /// Its JSON Schema (2020-12): type, bounds, `enum`, `default`, item limits, nested properties.
  public let schema: JSONValue
  /// The members that must stand beside it for a request to be otherwise valid, an object:
  /// `{"logprobs": true}` for `top_logprobs`.
  public let companions: JSONValue
  /// Whether a request without it must be refused.
  public let isRequired: Bool
  /// How binding its claims are.
  public let level: Level
  /// Whether support depends on the model: then an honest refusal is `unsupported`, not a failure.
  public let isConditional: Bool
  /// Whether the page says that it is ignored where it is not supported.
  public let isIgnoredWhereUnsupported: Bool
  /// Whether the page promises that a value outside the schema is refused; otherwise accepting one
  /// is at most a *should*.
  public let promisesRejection: Bool
  /// Whether the page does not print the name, so that it is inferred.
  public let isNameInferred: Bool
  /// Where it is documented.
  public let citations: [Citation]
  /// Where it comes from.
  public let origin: Claim.Origin
  /// Where it stands in the spec file.
  public let location: SourceLocation

  /// Makes a parameter.
  public init(
    name: String, schema: JSONValue, companions: JSONValue = [:], isRequired: Bool = false,
    level: Level = .must, isConditional: Bool = false, isIgnoredWhereUnsupported: Bool = false,
    promisesRejection: Bool = false, isNameInferred: Bool = false, citations: [Citation] = [],
    origin: Claim.Origin = .own, location: SourceLocation
  ) {
    self.name = name
    self.schema = schema
    self.companions = companions
    self.isRequired = isRequired
    self.level = level
    self.isConditional = isConditional
    self.isIgnoredWhereUnsupported = isIgnoredWhereUnsupported
    self.promisesRejection = promisesRejection
    self.isNameInferred = isNameInferred
    self.citations = citations
    self.origin = origin
    self.location = location
  }
}

/// A documented rule between parameters, as data.
public struct ParameterRule: Sendable, Hashable {
  /// What the documentation says of a request that the rule is about.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// It is refused.
    case rejected
    /// It is answered.
    case accepted
    /// Either, reported: the page says "not supported" and no more, for instance.
    case either
  }

  /// The claim that it is.
  public let claim: ClaimID
  /// The members that make an otherwise valid request fall under it: `{"best_of": 2, "stream":
  /// true}`. A `null` removes a member.
  public let request: JSONValue
  /// What is said of such a request.
  public let outcome: Outcome

  /// Makes a rule.
  public init(claim: ClaimID, request: JSONValue, outcome: Outcome) {
    self.claim = claim
    self.request = request
    self.outcome = outcome
  }
}
