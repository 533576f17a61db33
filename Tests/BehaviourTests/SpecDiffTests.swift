import Behaviour
import Conformance
import Testing
import WireFormats

/// What two documentations differ in, and what that means.
@Suite struct SpecDiffTests {
  static func claim(_ id: ClaimID, _ value: JSONValue, level: Level = .must) -> Claim {
    Claim(
      id: id, statement: id, level: level, value: value, citations: [], location: Answered.place)
  }

  /// A spec of one parameter of `chat`, with the claims that its schema makes, and others.
  static func spec(
    _ id: String, _ name: String = "x", _ schema: JSONValue? = nil, claims: [Claim] = [],
    credentials: [Service.Credential] = []
  ) -> ProviderSpec {
    let parameters = schema.map {
      [Parameter(name: name, schema: $0, location: Answered.place)]
    }
    let facets = (schema.map { SchemaFacet.facets(of: name, schema: $0) } ?? []).map {
      claim($0.claimID(endpoint: "chat"), $0.value)
    }
    return ProviderSpec(
      id: id, title: id, location: Answered.place,
      service: Service(baseURL: nil, keyVariable: "K", model: "m", credentials: credentials),
      endpoints: [
        Endpoint(
          name: "chat", method: "POST", path: "/chat", parameters: parameters ?? [],
          location: Answered.place)
      ], claims: facets + claims, digest: "")
  }

  static func told(_ left: ProviderSpec, _ right: ProviderSpec) -> [String] {
    SpecDiff(left, right).differences.map {
      "\($0.impact.rawValue) \($0.claim): \($0.left ?? "-") → \($0.right ?? "-")"
    }
  }

  static let bearer = Service.Credential(name: "Authorization", value: "Bearer {key}")
  static let own = Service.Credential(name: "x-key", value: "{key}")
  static let unnamed = Service.Credential(
    name: "Authorization", value: "Bearer {key}", isSetting: true)

  @Test func credentialsAreCompared() {
    let takesBoth = Self.claim(
      "auth.bearer", ["name": "Authorization", "value": "Bearer {key}"], level: .may)
    let cases: [(Service.Credential, Service.Credential, [Claim], [String])] = [
      (Self.bearer, Self.bearer, [], []),
      (
        Self.bearer, Self.own, [],
        ["breaks service.credentials: Authorization: Bearer {key} → x-key: {key}"]
      ),
      (
        Self.bearer, Self.own, [takesBoth],
        [
          "surprises service.credentials: Authorization: Bearer {key} → x-key: {key}",
          "cosmetic auth.bearer: - → documented",
        ]
      ),
      (
        Self.bearer, Self.unnamed, [],
        [
          "surprises service.credentials: Authorization: Bearer {key} → a field that the page does not name"
        ]
      ),
    ]
    for (mine, theirs, claims, expected) in cases {
      let diff = Self.told(
        Self.spec("a", credentials: [mine]),
        Self.spec("b", claims: claims, credentials: [theirs]))
      #expect(diff == expected)
    }
  }

  static let either: JSONValue = ["anyOf": [["type": "string"], ["type": "object"]]]

  @Test(
    arguments: [
      // All branches are told.
      (
        either, ["type": "string"],
        [#"breaks chat.x.type: ["string","object"] → "string""#]
      ),
      (
        ["type": "string"], either,
        [#"cosmetic chat.x.type: "string" → ["string","object"]"#]
      ),
      (either, ["type": ["object", "string"]], []),
      (
        ["oneOf": [["const": "text"], ["const": "json"]]], ["const": "text"],
        [#"breaks chat.x.const: ["text","json"] → "text""#]
      ),
      // A null that is no longer documented is taken nearly everywhere.
      (
        ["type": ["number", "null"]], ["type": "number"],
        [#"surprises chat.x.type: ["number","null"] → "number""#]
      ),
      (
        ["type": ["number", "null"]], ["type": "string"],
        [#"breaks chat.x.type: ["number","null"] → "string""#]
      ),
      // What null stands for is nothing.
      (
        ["type": "number", "default": .null], ["type": "number"],
        ["cosmetic chat.x.default: null → -"]
      ),
      (
        ["type": "number", "default": 1], ["type": "number", "default": .null],
        ["surprises chat.x.default: 1 → null"]
      ),
      // A promise how far one may go is gone.
      (
        ["type": "number", "maximum": 128], ["type": "number"],
        ["surprises chat.x.maximum: 128 → -"]
      ),
      (["type": "array", "minItems": 1], ["type": "array"], ["cosmetic chat.x.minItems: 1 → -"]),
    ] as [(JSONValue, JSONValue, [String])]) func schemasAreComparedWhole(
      mine: JSONValue, theirs: JSONValue, expected: [String]
    )
  {
    #expect(Self.told(Self.spec("a", "x", mine), Self.spec("b", "x", theirs)) == expected)
  }

  /// Silence breaks where a request relies on it, not where a page could have said more.
  @Test(
    arguments: [
      ("service.rate-limit", ["free": 10], "surprises"), ("auth.wrong-key", .null, "surprises"),
      ("chat.messages.unicode", .null, "surprises"), ("models.endpoint", .null, "breaks"),
    ] as [(ClaimID, JSONValue, String)]) func silenceIsNoBreak(
      id: ClaimID, value: JSONValue, impact: String
    )
  {
    let told = Self.told(Self.spec("a", claims: [Self.claim(id, value)]), Self.spec("b"))
    #expect(told.map { $0.prefix { $0 != " " } } == [impact[...]])
  }

  @Test func aParameterThatIsNotDocumentedBreaks() {
    let told = Self.told(Self.spec("a", "x", ["type": "string"]), Self.spec("b"))
    #expect(told == ["breaks chat.x: documented → -"])
  }

  /// What belongs to an endpoint that only one side has is not told again.
  @Test func anEndpointIsToldOnce() {
    let claims = ["embeddings.endpoint", "embeddings.usage"].map { Self.claim($0, .null) }
    let told = Self.told(Self.spec("a", claims: claims), Self.spec("b"))
    #expect(told == ["breaks embeddings.endpoint: documented → -"])
  }
}
