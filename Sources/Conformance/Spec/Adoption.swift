import WireFormats

/// How a spec takes over the claims of the dialect that it adopts.
struct Adoption {
  let dialect: Dialect?
  let base: ProviderSpec?

  /// The spec's own endpoints and claims, and behind them those of the dialect that it does not make
  /// itself, at most at the dialect's level.
  func adopt(endpoints: [Endpoint], claims: [Claim]) -> (endpoints: [Endpoint], claims: [Claim]) {
    guard let dialect, let base else { return (endpoints, claims) }
    let ofParameters = Set(base.claims.filter(\.isDerived).map(\.id))
    let redefined = redefined(by: endpoints, in: base).filter(ofParameters.contains)
    let own = Set(claims.map(\.id)).union(redefined)
    let candidates = base.claims.filter { claim in
      !own.contains(claim.id) && (dialect.scope == .full || claim.isProtocol)
        && !dialect.excepts(claim.id)
    }
    let present = Set((claims + candidates).map(\.id))
    let adopted = candidates.filter { $0.preconditions.allSatisfy(present.contains) }.map { claim in
      let limit = dialect.limit(of: claim.id, isParameter: ofParameters.contains(claim.id))
      return Claim(
        id: claim.id, statement: claim.statement, level: min(claim.level, limit),
        value: claim.value, citations: dialect.citations + claim.citations, waiver: claim.waiver,
        isProtocol: claim.isProtocol, preconditions: claim.preconditions,
        origin: .dialect(base.id), location: claim.location)
    }
    guard dialect.scope == .full else { return (endpoints, claims + adopted) }
    return (merge(endpoints, with: base, under: dialect), claims + adopted)
  }

  private func merge(_ endpoints: [Endpoint], with base: ProviderSpec, under dialect: Dialect)
    -> [Endpoint]
  {
    let own = endpoints.map { endpoint in
      guard let reference = base.endpoint(endpoint.name) else { return endpoint }
      let extra = reference.parameters.filter {
        endpoint.parameter($0.name) == nil && !dialect.excepts("\(endpoint.name).\($0.name)")
      }
      let rules = reference.rules.filter { rule in
        !dialect.excepts(rule.claim) && !endpoint.rules.contains { $0.claim == rule.claim }
      }
      return Endpoint(
        name: endpoint.name, method: endpoint.method, path: endpoint.path,
        isAtRoot: endpoint.isAtRoot, isPublic: endpoint.isPublic, isSetting: endpoint.isSetting,
        parameters: endpoint.parameters
          + extra.map { adopted($0, of: endpoint.name, under: dialect) },
        rules: endpoint.rules + rules, origin: endpoint.origin, location: endpoint.location)
    }
    let others = base.endpoints.filter { reference in
      !dialect.excepts(reference.name) && !endpoints.contains { $0.name == reference.name }
    }.map { reference in
      Endpoint(
        name: reference.name, method: reference.method, path: reference.path,
        isAtRoot: reference.isAtRoot, isPublic: reference.isPublic, isSetting: reference.isSetting,
        parameters: reference.parameters.map { adopted($0, of: reference.name, under: dialect) },
        rules: reference.rules, origin: .dialect(base.id), location: reference.location)
    }
    return own + others
  }

  private func adopted(_ parameter: Parameter, of endpoint: String, under dialect: Dialect)
    -> Parameter
  {
    let limit = dialect.limit(of: "\(endpoint).\(parameter.name)", isParameter: true)
    return Parameter(
      name: parameter.name, schema: parameter.schema, companions: parameter.companions,
      isRequired: parameter.isRequired,
      level: min(parameter.level, limit),
      isConditional: parameter.isConditional || dialect.parametersAreConditional,
      isIgnoredWhereUnsupported: parameter.isIgnoredWhereUnsupported,
      promisesRejection: parameter.promisesRejection, isNameInferred: parameter.isNameInferred,
      citations: parameter.citations, origin: .dialect(dialect.spec), location: parameter.location)
  }

  /// The dialect's claims of parameters that the provider documents itself: it keeps none of them,
  /// as a page that prints a range for `temperature` and no default does not promise OpenAI's.
  private func redefined(by endpoints: [Endpoint], in base: ProviderSpec) -> [ClaimID] {
    endpoints.flatMap { endpoint -> [ClaimID] in
      guard let reference = base.endpoint(endpoint.name) else { return [] }
      return reference.parameters.filter { endpoint.parameter($0.name) != nil }.flatMap {
        Adoption.claims(of: $0, in: reference)
      }
    }
  }

  private static func claims(of parameter: Parameter, in endpoint: Endpoint) -> [ClaimID] {
    SchemaFacet.facets(of: parameter.name, schema: parameter.schema).map {
      $0.claimID(endpoint: endpoint.name)
    } + ["\(endpoint.name).\(parameter.name).required"]
  }
}

extension Claim {
  /// Whether it was made from an endpoint's parameter or rule rather than stated by name.
  fileprivate var isDerived: Bool { location.pointer.tokens.first == "endpoints" }
}
