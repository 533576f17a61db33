public import Conformance

/// Turns a spec into an ordered list of probes, known with its cost before anything is sent.
public struct Planner: Sendable {
  /// The spec.
  public let spec: ProviderSpec
  /// The scenarios that all specs share.
  public let scenarios: ScenarioLibrary

  /// Makes a planner.
  public init(spec: ProviderSpec, scenarios: ScenarioLibrary) {
    self.spec = spec
    self.scenarios = scenarios
  }

  /// Plans.
  ///
  /// The order is stable: endpoint by endpoint as the spec has them; for each first the parameters in
  /// spec order with their boundaries and defaults, then the scenarios in file order.
  ///
  /// - Throws: ``PlanError`` where a schema cannot be used or the globs name nothing.
  public func plan(_ options: PlanOptions = PlanOptions()) throws(PlanError) -> Plan {
    let all = try entries(options).filter { $0.probe.profile <= options.profile }
    let only = options.only.map { Glob($0) }
    let chosen = only.isEmpty ? all : all.filter { matches($0.probe, only) }
    if chosen.isEmpty {
      let ids = all.map(\.probe.id) + all.flatMap(\.probe.claims)
      throw .nothingMatched(
        globs: options.only,
        nearest: options.only.first.flatMap { Spelling.nearest(to: $0, among: ids) })
    }
    let skipped = options.skip.map { Glob($0) }
    let planned = Set(chosen.filter { $0.skipReason == nil }.map(\.probe.id))
    let entries = chosen.map { entry in
      var entry = entry
      entry.probe.prerequisites = prerequisites(of: entry.probe).filter(planned.contains)
      guard entry.skipReason == nil, matches(entry.probe, skipped) else { return entry }
      return Plan.Entry(probe: entry.probe, skipReason: "left out on request")
    }
    return Plan(spec: spec.id, entries: entries, samples: options.samples)
  }

  /// What a probe stands on: a refusal means nothing where the endpoint refuses everything.
  private func prerequisites(of probe: Probe) -> [ProbeID] {
    let isRefusal = probe.steps.allSatisfy { step in
      if case .accepted = step.expectation { return false }
      return true
    }
    let plain = ["chat": "chat.plain", "embeddings": "embeddings.string", "models": "models.list"]
    guard isRefusal, let base = probe.steps.first.flatMap({ plain[$0.endpoint] }), base != probe.id,
      !probe.prerequisites.contains(base)
    else { return probe.prerequisites }
    return probe.prerequisites + [base]
  }

  private func matches(_ probe: Probe, _ globs: [Glob]) -> Bool {
    globs.contains { glob in
      glob.matches(probe.id) || probe.claims.contains { glob.matches($0) }
    }
  }

  /// Every probe there is for the spec, whatever the profile.
  private func entries(_ options: PlanOptions) throws(PlanError) -> [Plan.Entry] {
    let template = RequestTemplate(
      spec: spec, model: options.model ?? spec.service.model,
      embeddingModel: options.embeddingModel ?? spec.service.embeddingModel)
    let expansion = try ScenarioExpansion(template: template)
    var entries: [(entry: Plan.Entry, isDeclared: Bool)] = []
    for endpoint in spec.endpoints {
      let obstacle = template.obstacle(endpoint.name)
      let rules = RuleProbes(template: template)
      var probes = try ParameterProbes(template: template).probes(of: endpoint)
      probes += rules.probes(of: endpoint)
      if endpoint.name == spec.endpoints.first?.name { probes += rules.credentialProbes() }
      entries += probes.map { (Plan.Entry(probe: $0, skipReason: obstacle), false) }
      entries += scenarios.scenarios.filter { $0.steps.first?.endpoint == endpoint.name }
        .compactMap { scenario in expansion.entry(for: scenario).map { ($0, true) } }
    }
    // A scenario of the same id tells more than a derived probe and stands in its place.
    let declared = Set(scenarios.scenarios.map(\.id))
    return entries.filter { $0.isDeclared || !declared.contains($0.entry.probe.id) }.map(\.entry)
  }
}
