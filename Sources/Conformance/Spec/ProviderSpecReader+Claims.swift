import WireFormats

extension ProviderSpecReader {
  func readClaims(_ node: SpecNode?, documents: [String: Document]) -> [Claim] {
    (node?.members ?? []).map { id, claim in
      claim.allowOnly(["says", "value", "level", "cite", "waived", "protocol", "description"])
      let citations = readCitations(claim, documents: documents)
      if citations.isEmpty {
        claim.report("no citation", fix: "add \"cite\": \"document: section\"")
      }
      return Claim(
        id: id, statement: claim.string("says", required: true) ?? "",
        level: readLevel(claim, citations: citations),
        value: claim.member("value")?.value ?? .null, citations: citations,
        waiver: claim.string("waived"), isProtocol: claim.flag("protocol"),
        location: claim.location)
    }
  }
}

/// How a spec takes over the claims of the dialect that it adopts.
struct Adoption {
  let dialect: Dialect?
  let base: ProviderSpec?

  /// The spec's own endpoints and claims, and behind them those of the dialect that it does not make
  /// itself, at most at the dialect's level.
  func adopt(endpoints: [Endpoint], claims: [Claim]) -> (endpoints: [Endpoint], claims: [Claim]) {
    guard let dialect, let base else { return (endpoints, claims) }
    let own = Set(claims.map(\.id))
    let adopted = base.claims.filter { claim in
      !own.contains(claim.id) && (dialect.scope == .full || claim.isProtocol)
        && !isRedefined(claim.id, by: endpoints)
    }.map { claim in
      Claim(
        id: claim.id, statement: claim.statement, level: min(claim.level, dialect.level),
        value: claim.value, citations: dialect.citations + claim.citations, waiver: claim.waiver,
        isProtocol: claim.isProtocol, origin: .dialect(base.id), location: claim.location)
    }
    guard dialect.scope == .full else { return (endpoints, claims + adopted) }
    var merged = endpoints.map { endpoint in
      guard let reference = base.endpoint(endpoint.name) else { return endpoint }
      let extra = reference.parameters.filter { endpoint.parameter($0.name) == nil }
      let rules = reference.rules.filter { rule in
        !endpoint.rules.contains { $0.claim == rule.claim }
      }
      return endpoint.adding(
        parameters: extra.map { $0.adopted(from: base.id, atMost: dialect.level) }, rules: rules)
    }
    merged += base.endpoints.filter { reference in
      !endpoints.contains { $0.name == reference.name }
    }.map { $0.adopted(from: base.id, atMost: dialect.level) }
    return (merged, claims + adopted)
  }

  /// A parameter that the provider documents itself keeps none of the dialect's keywords: a page
  /// that prints a range for `temperature` and no default does not promise OpenAI's default.
  private func isRedefined(_ id: ClaimID, by endpoints: [Endpoint]) -> Bool {
    endpoints.contains { endpoint in
      endpoint.parameters.contains { parameter in
        let stem = "\(endpoint.name).\(parameter.name)"
        guard let reference = base?.endpoint(endpoint.name)?.parameter(parameter.name) else {
          return false
        }
        return SchemaFacet.facets(of: reference.name, schema: reference.schema).contains {
          $0.claimID(endpoint: endpoint.name) == id
        } || id == stem + ".required"
      }
    }
  }
}

extension Endpoint {
  fileprivate func adding(parameters extra: [Parameter], rules more: [ParameterRule]) -> Endpoint {
    Endpoint(
      name: name, method: method, path: path, isAtRoot: isAtRoot, isPublic: isPublic,
      parameters: parameters + extra, rules: rules + more, origin: origin, location: location)
  }

  fileprivate func adopted(from spec: String, atMost level: Level) -> Endpoint {
    Endpoint(
      name: name, method: method, path: path, isAtRoot: isAtRoot, isPublic: isPublic,
      parameters: parameters.map { $0.adopted(from: spec, atMost: level) }, rules: rules,
      origin: .dialect(spec), location: location)
  }
}

extension Parameter {
  fileprivate func adopted(from spec: String, atMost limit: Level) -> Parameter {
    Parameter(
      name: name, schema: schema, isRequired: isRequired, level: min(level, limit),
      isConditional: isConditional, isIgnoredWhereUnsupported: isIgnoredWhereUnsupported,
      promisesRejection: promisesRejection, isNameInferred: isNameInferred, citations: citations,
      origin: .dialect(spec), location: location)
  }
}
