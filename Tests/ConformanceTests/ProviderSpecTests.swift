import Conformance
import Testing
import WireFormats

@Suite struct ProviderSpecTests {
  @Test func libraryHoldsTheSixProviders() {
    #expect(
      BundledLibrary.library.providerPaths == BundledLibrary.ids.map { $0 + ".json" })
  }

  @Test(arguments: BundledLibrary.ids) func loadsWithoutAProblem(id: String) {
    let problems = ProviderSpec.problems(
      in: BundledLibrary.library.files[id + ".json"] ?? [], name: "specs/\(id).json",
      library: BundledLibrary.library)
    #expect(problems.map(\.description) == [])
  }

  @Test(arguments: BundledLibrary.ids) func claimsAreUniqueStatedAndCited(id: String) throws {
    let spec = try BundledLibrary.spec(id)
    #expect(spec.id == id)
    #expect(Set(spec.claims.map(\.id)).count == spec.claims.count)
    for claim in spec.claims {
      #expect(!claim.statement.isEmpty, "\(claim.id)")
      #expect(!claim.citations.isEmpty, "\(claim.id)")
      #expect(claim.waiver?.isEmpty != true, "\(claim.id)")
      #expect(claim.location.line > 1, "\(claim.id)")
    }
  }

  @Test(arguments: BundledLibrary.ids) func onlyTheProviderMakesAMust(id: String) throws {
    let own: Set<Provenance> = [.page, .provider, .standard]
    for claim in try BundledLibrary.spec(id).claims where claim.level == .must {
      #expect(claim.citations.contains { own.contains($0.provenance) }, "\(claim.id)")
    }
  }

  @Test(arguments: BundledLibrary.ids) func everyCitationIsDatedAndNamesNoFile(id: String) throws {
    let spec = try BundledLibrary.spec(id)
    let citations =
      spec.claims.flatMap(\.citations)
      + spec.contradictions.flatMap { $0.sides.flatMap(\.citations) }
    for citation in citations {
      #expect(citation.read == "2026-11-20", "\(citation.title)")
      #expect(citation.section?.isEmpty == false, "\(citation.title)")
      #expect(!citation.title.contains(".txt"), "\(citation.title)")
      if let url = citation.url { #expect(url.hasPrefix("https://"), "\(url)") }
    }
  }

  @Test(arguments: BundledLibrary.ids) func contradictionsHaveSidesAndTheirClaimsExist(id: String)
    throws
  {
    let spec = try BundledLibrary.spec(id)
    #expect(!spec.contradictions.isEmpty)
    #expect(!spec.silences.isEmpty)
    for contradiction in spec.contradictions {
      #expect(contradiction.sides.count >= 2, "\(contradiction.id)")
      for claim in contradiction.claims { #expect(spec.claim(claim) != nil, "\(claim)") }
    }
  }

  @Test(arguments: BundledLibrary.ids) func everySchemaThatAClaimNamesExists(id: String) throws {
    let spec = try BundledLibrary.spec(id)
    for claim in spec.claims where claim.id.hasSuffix(".schema") {
      #expect(claim.value.object != nil, "\(claim.id)")
      guard let reference = claim.value["$ref"]?.string else { continue }
      #expect(spec.schemaRegistry["specs:///" + reference] != nil, "\(claim.id)")
    }
  }

  /// Unless the page weakens it: FlowAPI's says by what else the end of a stream is known.
  @Test(arguments: zip(["flock", "flowapi"], [Level.must, .should]))
  func compatibilityIsAClaimThatBinds(id: String, level: Level) throws {
    let spec = try BundledLibrary.spec(id)
    #expect(spec.dialect?.level == .must)
    #expect(spec.dialect?.scope == .full)
    let terminator = try #require(spec.claim("chat.stream.terminator"))
    #expect(terminator.level == level)
    #expect(terminator.origin == .dialect("openai"))
    #expect(terminator.citations.first == spec.dialect?.citations.first)
  }

  @Test(arguments: ["flexai", "rag-pat-gateway", "model-library"])
  func withoutThatClaimTheDialectIsAShould(id: String) throws {
    let spec = try BundledLibrary.spec(id)
    #expect(spec.dialect?.scope == .protocol)
    let adopted = spec.claims.filter { $0.origin == .dialect("openai") }
    #expect(!adopted.isEmpty)
    #expect(adopted.allSatisfy { $0.level <= .should })
    #expect(spec.endpoints.allSatisfy { $0.origin == .own })
  }

  @Test func whatAPageDoesNotDocumentAdoptsNothing() throws {
    let spec = try BundledLibrary.spec("model-library")
    #expect(spec.claim("chat.tools.call") == nil)
    #expect(spec.claim("chat.logprobs.content") == nil)
    #expect(spec.claim("models.list.schema") == nil)
    #expect(spec.claim("chat.stream.terminator")?.level == .should)
    #expect(try BundledLibrary.spec("rag-pat-gateway").claim("chat.tools.call")?.level == .should)
  }

  @Test func aRedefinedParameterKeepsNothingOfTheDialect() throws {
    let spec = try BundledLibrary.spec("flock")
    #expect(spec.claim("chat.max_tokens.default")?.value == 16)
    #expect(spec.claim("chat.top_p.maximum") == nil)
    #expect(spec.claim("chat.logprobs.maximum")?.value == 5)
    #expect(spec.claim("chat.logprobs.content") == nil)
    #expect(spec.claim("chat.top_logprobs.maximum") == nil)
    #expect(spec.endpoint("chat")?.parameter("top_logprobs") == nil)
    #expect(spec.endpoint("embeddings") == nil)
    #expect(spec.claim("embeddings.response.schema") == nil)
    #expect(spec.endpoint("chat")?.parameter("tools")?.origin == .dialect("openai"))
  }

  @Test func weakenedCompatibilityBindsLess() throws {
    let spec = try BundledLibrary.spec("flowapi")
    #expect(spec.claim("chat.tools.call")?.level == .may)
    #expect(spec.claim("chat.response_format.json_schema")?.level == .may)
    let adopted = try #require(spec.endpoint("chat")?.parameter("parallel_tool_calls"))
    #expect(adopted.level == .may)
    #expect(adopted.isConditional)
    #expect(spec.claim("chat.parallel_tool_calls.type")?.level == .may)
    #expect(spec.claim("chat.stream.id")?.level == .must)
  }

  @Test func aContradictedDerivedClaimBindsNobody() throws {
    #expect(try BundledLibrary.spec("flock").claim("chat.messages.type")?.level == .may)
    #expect(
      try BundledLibrary.spec("flexai").claim("embeddings.encoding_format.default")?.level == .may)
    #expect(
      try BundledLibrary.spec("flexai").claim("chat.stream.usage.placement")?.value["accept"]
        == ["separate-chunk", "finish-chunk"])
  }

  @Test func whatThePageDoesNotPrintIsASetting() throws {
    let spec = try BundledLibrary.spec("rag-pat-gateway")
    #expect(spec.service.baseURL == nil)
    #expect(spec.service.credentials.map(\.isSetting) == [true, true, true])
    #expect(spec.service.credentials.map(\.isRequired) == [true, false, false])
    #expect(spec.endpoint("chat")?.isSetting == true)
    let chat = try #require(spec.endpoint("chat"))
    for parameter in chat.parameters where parameter.isNameInferred {
      #expect(parameter.level == .should, "\(parameter.name)")
    }
    #expect(try BundledLibrary.spec("model-library").service.baseURL == nil)
  }

  @Test func theFlockKeyStandsAlone() throws {
    let credential = try #require(try BundledLibrary.spec("flock").service.credentials.first)
    #expect(credential.name == "x-litellm-api-key")
    #expect(credential.value == "{key}")
  }

  @Test func companionsAndExamplesStandBesideAParameter() throws {
    let chat = try #require(try BundledLibrary.spec("openai").endpoint("chat"))
    #expect(chat.parameter("top_logprobs")?.companions == ["logprobs": true])
    #expect(chat.parameter("tool_choice")?.companions["tools"]?[0] != nil)
    #expect(chat.parameter("temperature")?.companions == [:])
    #expect(chat.parameter("tools")?.schema["examples"]?[0] != nil)
  }

  @Test func aMemberNamedLikeAKeywordMakesNoSecondClaim() throws {
    let spec = try BundledLibrary.spec("openai")
    #expect(spec.claim("chat.response_format.type")?.value == "object")
    #expect(spec.claim("chat.response_format.type.const") != nil)
    #expect(spec.claim("chat.response_format.json_schema")?.statement.contains("strict") == true)
  }
}
