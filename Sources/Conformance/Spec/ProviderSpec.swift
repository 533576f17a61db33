public import WireFormats

/// What one provider's documentation promises, read from `specs/<id>.json` and resolved: shared
/// schemas are inlined by reference, and the claims of the reference dialect that it adopts stand
/// beside its own.
public struct ProviderSpec: Sendable {
  /// The provider's id, which is the file's name: `flexai`.
  public let id: String
  /// The provider's name.
  public let title: String
  /// Where the file stands.
  public let location: SourceLocation
  /// How to reach the service.
  public let service: Service
  /// The endpoints in file order, then those adopted from the dialect.
  public let endpoints: [Endpoint]
  /// Every claim: those of parameters derived from their schemas, those that the file states, then
  /// those of the dialect.
  public let claims: [Claim]
  /// What the documentation says in two ways.
  public let contradictions: [Contradiction]
  /// What the documentation leaves unsaid, though a reader would expect it.
  public let silences: [Silence]
  /// The reference dialect that it adopts, if any.
  public let dialect: Dialect?
  /// The shared schema documents that claims refer to, by the absolute URI that `$ref`s resolve to.
  public let schemaRegistry: [String: JSONValue]
  /// SHA-256 over the file and all that it refers to, in hex.
  public let digest: String

  private let claimIndex: [ClaimID: Int]

  /// Makes a resolved spec; of equal claim ids the first counts.
  public init(
    id: String, title: String, location: SourceLocation, service: Service, endpoints: [Endpoint],
    claims: [Claim], contradictions: [Contradiction] = [], silences: [Silence] = [],
    dialect: Dialect? = nil, schemaRegistry: [String: JSONValue] = [:], digest: String
  ) {
    self.id = id
    self.title = title
    self.location = location
    self.service = service
    self.endpoints = endpoints
    self.claims = claims
    self.contradictions = contradictions
    self.silences = silences
    self.dialect = dialect
    self.schemaRegistry = schemaRegistry
    self.digest = digest
    claimIndex = Dictionary(
      claims.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The claim of that name, `nil` where neither the provider nor its dialect promises it.
  public func claim(_ id: ClaimID) -> Claim? { claimIndex[id].map { claims[$0] } }

  /// The endpoint of that name (`chat`, `models`, `embeddings`, `health` …), else `nil`.
  public func endpoint(_ name: String) -> Endpoint? { endpoints.first { $0.name == name } }
}

/// How to reach a provider's service.
public struct Service: Sendable, Hashable {
  /// One field that carries a credential.
  public struct Credential: Sendable, Hashable {
    /// The field's name.
    public let name: String
    /// The field's value with `{key}`, or `{NAME}` for another environment variable, in the place
    /// of the secret: `Bearer {key}`.
    public let value: String
    /// Whether requests without it must be refused.
    public let isRequired: Bool
    /// Whether the page does not print the field's name, so that it is a setting of the spec.
    public let isSetting: Bool

    /// Makes a credential.
    public init(name: String, value: String, isRequired: Bool = true, isSetting: Bool = false) {
      self.name = name
      self.value = value
      self.isRequired = isRequired
      self.isSetting = isSetting
    }
  }

  /// A documented rate limit.
  public struct RateLimit: Sendable, Hashable {
    /// Requests in one period.
    public let requests: Int
    /// The period, in seconds.
    public let seconds: Double

    /// Makes a limit.
    public init(requests: Int, seconds: Double) {
      self.requests = requests
      self.seconds = seconds
    }
  }

  /// The documented base URL; `nil` where the page does not print a host.
  public let baseURL: String?
  /// The environment variable that holds the API key.
  public let keyVariable: String
  /// The model that probes name when none is given.
  public let model: String
  /// The model for embeddings when none is given; `nil` where none is known.
  public let embeddingModel: String?
  /// The fields that carry credentials, in order; the first carries the key.
  public let credentials: [Credential]
  /// How documented keys begin, for instance `sk-`; `nil` where unsaid.
  public let keyPrefix: String?
  /// The documented rate limit; `nil` where unsaid.
  public let rateLimit: RateLimit?

  /// Makes a service.
  public init(
    baseURL: String?, keyVariable: String, model: String, embeddingModel: String? = nil,
    credentials: [Credential], keyPrefix: String? = nil, rateLimit: RateLimit? = nil
  ) {
    self.baseURL = baseURL
    self.keyVariable = keyVariable
    self.model = model
    self.embeddingModel = embeddingModel
    self.credentials = credentials
    self.keyPrefix = keyPrefix
    self.rateLimit = rateLimit
  }
}

/// The reference dialect that a provider adopts.
public struct Dialect: Sendable, Hashable {
  /// How much is adopted.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// Claims about responses, streams and errors: what a client of the dialect relies on.
    case `protocol`
    /// Everything, parameters and other endpoints included.
    case full
  }

  /// The id of the spec adopted, for instance `openai`.
  public let spec: String
  /// The highest level at which its claims bind: `must` where the provider says that it is
  /// compatible, `should` otherwise.
  public let level: Level
  /// How much is adopted.
  public let scope: Scope
  /// Where the provider says so.
  public let citations: [Citation]
  /// What is not adopted, as the provider's own page says otherwise: claims with all below them, a
  /// parameter (`chat.top_logprobs`), or an endpoint (`embeddings`).
  public let exceptions: [ClaimID]
  /// What is adopted at a lower level than the rest, as the page weakens its compatibility there.
  public let weakenings: [Weakening]
  /// The highest level at which adopted parameters bind; `nil` where ``level`` holds for them too.
  public let parameterLevel: Level?
  /// Whether the page makes support of adopted parameters depend on the model.
  public let parametersAreConditional: Bool

  /// Claims, with all below them, that bind at most at some level.
  public struct Weakening: Sendable, Hashable {
    /// The claims.
    public let claims: [ClaimID]
    /// The highest level at which they bind.
    public let level: Level

    /// Makes a weakening.
    public init(claims: [ClaimID], level: Level) {
      self.claims = claims
      self.level = level
    }
  }

  /// Makes a dialect.
  public init(
    spec: String, level: Level, scope: Scope, citations: [Citation],
    exceptions: [ClaimID] = [], weakenings: [Weakening] = [], parameterLevel: Level? = nil,
    parametersAreConditional: Bool = false
  ) {
    self.spec = spec
    self.level = level
    self.scope = scope
    self.citations = citations
    self.exceptions = exceptions
    self.weakenings = weakenings
    self.parameterLevel = parameterLevel
    self.parametersAreConditional = parametersAreConditional
  }

  /// Whether a claim, or what it belongs to, is excepted.
  public func excepts(_ id: ClaimID) -> Bool {
    Dialect.covers(exceptions, id)
  }

  /// The highest level at which a claim of the dialect binds, whether it is about a parameter or not.
  public func limit(of id: ClaimID, isParameter: Bool) -> Level {
    let limits = weakenings.filter { Dialect.covers($0.claims, id) }.map(\.level)
    return limits.reduce(isParameter ? min(level, parameterLevel ?? level) : level, min)
  }

  private static func covers(_ names: [ClaimID], _ id: ClaimID) -> Bool {
    names.contains { id == $0 || id.hasPrefix($0 + ".") }
  }
}

/// A point on which one provider's pages disagree: either behaviour is accepted, and reported.
public struct Contradiction: Sendable, Hashable {
  /// A stable name within the spec.
  public let id: String
  /// The sides, each as a sentence and its citations.
  public let sides: [Side]
  /// The claims that it weakens.
  public let claims: [ClaimID]

  /// One side.
  public struct Side: Sendable, Hashable {
    /// What this place says.
    public let statement: String
    /// Where.
    public let citations: [Citation]

    /// Makes a side.
    public init(statement: String, citations: [Citation]) {
      self.statement = statement
      self.citations = citations
    }
  }

  /// Makes a contradiction.
  public init(id: String, sides: [Side], claims: [ClaimID]) {
    self.id = id
    self.sides = sides
    self.claims = claims
  }
}

/// Something that the documentation leaves unsaid.
public struct Silence: Sendable, Hashable {
  /// What it is about: a parameter, a claim, a situation.
  public let about: String
  /// What is not said.
  public let statement: String

  /// Makes a silence.
  public init(about: String, statement: String) {
    self.about = about
    self.statement = statement
  }
}
