import WireFormats

extension ProviderSpecReader {
  func readEndpoints(_ root: SpecNode, documents: [String: Document]) -> [Endpoint] {
    guard let node = root.member("endpoints") else {
      root.report("the member \"endpoints\" is missing", fix: "add \"endpoints\": {\"chat\": …}")
      return []
    }
    return node.members.map { name, endpoint in
      endpoint.allowOnly([
        "method", "path", "atRoot", "public", "setting", "says", "cite", "parameters", "rules",
        "level",
        "description", "waived",
      ])
      return Endpoint(
        name: name, method: endpoint.string("method", required: true) ?? "POST",
        path: endpoint.string("path", required: true) ?? "/", isAtRoot: endpoint.flag("atRoot"),
        isPublic: endpoint.flag("public"), isSetting: endpoint.flag("setting"),
        parameters: (endpoint.member("parameters")?.members ?? []).map {
          readParameter($0.name, $0.node, documents: documents)
        }, rules: (endpoint.member("rules")?.items ?? []).compactMap(readRule),
        location: endpoint.location)
    }
  }

  private func readParameter(_ name: String, _ node: SpecNode, documents: [String: Document])
    -> Parameter
  {
    node.allowOnly([
      "schema", "required", "level", "conditional", "ignoredWhereUnsupported", "rejectsOutOfRange",
      "nameInferred", "says", "cite", "waived", "with", "description",
    ])
    if let with = node.member("with"), with.value.object == nil {
      with.report(
        "expected an object, got \(with.value.typeName)",
        fix: "write the members that go with the parameter: {\"stream\": true}")
    }
    if node.member("schema") == nil {
      node.report(
        "the member \"schema\" is missing",
        fix: "add \"schema\": {} where the page gives no type, else its JSON Schema")
    }
    let citations = readCitations(node, documents: documents)
    requireCitation(node)
    return Parameter(
      name: name, schema: node.member("schema")?.value ?? .object(JSONObject()),
      companions: node.member("with")?.value ?? [:], isRequired: node.flag("required"),
      level: readLevel(node, citations: citations),
      isConditional: node.flag("conditional"),
      isIgnoredWhereUnsupported: node.flag("ignoredWhereUnsupported"),
      promisesRejection: node.flag("rejectsOutOfRange"),
      isNameInferred: node.flag("nameInferred"), citations: citations, location: node.location)
  }

  private func readRule(_ node: SpecNode) -> ParameterRule? {
    node.allowOnly(["id", "says", "request", "outcome", "level", "cite", "waived"])
    guard let id = node.string("id", required: true) else { return nil }
    if node.member("outcome") == nil {
      node.report(
        "the member \"outcome\" is missing",
        fix: "add \"outcome\": what the page says of such a request")
    }
    guard let outcome = node.word("outcome", as: ParameterRule.Outcome.self) else { return nil }
    guard let request = node.member("request"), request.value.object != nil else {
      node.report("no request", fix: "add \"request\": the members that the rule is about")
      return nil
    }
    return ParameterRule(claim: id, request: request.value, outcome: outcome)
  }

  /// The claims that an endpoint's parameters and rules make by themselves.
  func derivedClaims(of endpoint: Endpoint, root: SpecNode, documents: [String: Document])
    -> [Claim]
  {
    guard let node = root.member("endpoints")?.member(endpoint.name) else { return [] }
    let context = DerivationContext(
      stated: Set(root.value["claims"]?.object?.names ?? []),
      contradicted: Set(
        (root.value["contradictions"]?.object?.members ?? []).flatMap { member in
          (member.value["claims"]?.array ?? []).compactMap(\.string)
        }))
    var claims: [Claim] = []
    for parameter in endpoint.parameters {
      guard let entry = node.member("parameters")?.member(parameter.name) else { continue }
      claims += derivedClaims(of: parameter, in: endpoint, entry: entry, context: context)
    }
    for rule in node.member("rules")?.items ?? [] {
      guard let id = rule.string("id") else { continue }
      let citations = readCitations(rule, documents: documents)
      requireCitation(rule)
      claims.append(
        Claim(
          id: id, statement: rule.string("says", required: true) ?? "",
          level: readLevel(rule, citations: citations), citations: citations,
          waiver: rule.string("waived"), location: rule.location))
    }
    return claims
  }

  /// What the rest of the file says of derived claims.
  private struct DerivationContext {
    /// The ids of the stated claims.
    let stated: Set<ClaimID>
    /// The ids that a contradiction names.
    let contradicted: Set<ClaimID>
  }

  private func derivedClaims(
    of parameter: Parameter, in endpoint: Endpoint, entry: SpecNode, context: DerivationContext
  ) -> [Claim] {
    var waivers: [String: String] = [:]
    for (keyword, reason) in entry.member("waived")?.members ?? [] {
      waivers[keyword] = reason.value.string
    }
    func claim(_ id: ClaimID, _ statement: String, _ value: JSONValue, at pointer: JSONPointer)
      -> Claim
    {
      let suffix = id.dropFirst(endpoint.name.count + 1 + parameter.name.count)
      let key = suffix.isEmpty ? "given" : String(suffix.dropFirst())
      return Claim(
        id: id, statement: statement,
        // Where the pages contradict one another either behaviour is right; a derived claim has no
        // list of variants, so it is reported and binds nobody.
        level: context.contradicted.contains(id) ? .may : parameter.level, value: value,
        citations: parameter.citations, waiver: waivers[key] ?? waivers["*"],
        location: file.location(of: pointer))
    }
    let schemaPointer = entry.pointer.appending("schema")
    // That a member may be given is said again, and better, by a stated claim of the same name:
    // `chat.response_format.json_schema`.
    let facets = SchemaFacet.facets(of: parameter.name, schema: parameter.schema).filter {
      $0.keyword != nil || !context.stated.contains($0.claimID(endpoint: endpoint.name))
    }
    var claims = facets.map { facet in
      var pointer = JSONPointer(schemaPointer.tokens + facet.schemaPointer.tokens)
      if let keyword = facet.keyword { pointer = pointer.appending(keyword) }
      let isWhole = facet.keyword == nil && facet.path.count == 1
      return claim(
        facet.claimID(endpoint: endpoint.name),
        (isWhole ? entry.string("says") : nil) ?? facet.statement, facet.value,
        at: isWhole ? entry.pointer : pointer)
    }
    if parameter.isRequired {
      claims.append(
        claim(
          "\(endpoint.name).\(parameter.name).required", "`\(parameter.name)` is required", true,
          at: entry.pointer.appending("required")))
    }
    return claims
  }
}
