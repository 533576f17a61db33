import Conformance
import WireFormats

/// Turns documented rules between parameters, and required credentials, into probes.
struct RuleProbes {
  let template: RequestTemplate

  private var spec: ProviderSpec { template.spec }

  /// One probe a rule, in spec order.
  func probes(of endpoint: Endpoint) -> [Probe] {
    endpoint.rules.compactMap { rule in
      guard let claim = spec.claim(rule.claim), claim.waiver == nil else { return nil }
      var body = template.body(endpoint)
      for member in rule.request.object?.members ?? [] {
        body[member.name] = member.value.isNull ? nil : member.value
      }
      let step = ProbeStep(
        endpoint: endpoint.name, body: .json(.object(body)),
        expectation: expectation(of: rule, level: claim.level, endpoint: endpoint))
      var probe = Probe(
        id: rule.claim, title: claim.statement, claims: [rule.claim], level: claim.level,
        steps: [step], location: claim.location)
      probe.cost = CostEstimate(template: template).cost(of: probe.steps)
      return probe
    }
  }

  private func expectation(of rule: ParameterRule, level: Level, endpoint: Endpoint) -> Expectation
  {
    switch rule.outcome {
    case .accepted:
      let names = rule.request.object?.names ?? []
      return .accepted(
        level: level, orRefused: names.contains { endpoint.parameter($0)?.isOptional ?? false })
    case .rejected:
      return .rejected(statuses: spec.statuses(of: "invalid-request"), level: level)
    case .either: return .any
    }
  }

  /// One probe for each required credential beyond the key, with that one left out.
  func credentialProbes() -> [Probe] {
    guard let claim = spec.claim("auth.credentials"), claim.waiver == nil,
      let endpoint = spec.endpoints.first(where: { !$0.isPublic })
    else { return [] }
    return spec.service.credentials.dropFirst().filter(\.isRequired).map { credential in
      let body: ProbeStep.Body =
        endpoint.parameters.isEmpty ? .none : .json(.object(template.body(endpoint)))
      let step = ProbeStep(
        endpoint: endpoint.name, body: body,
        fields: [.init(name: credential.name, value: nil)],
        expectation: .rejected(statuses: spec.statuses(of: "unauthorized"), level: claim.level))
      var probe = Probe(
        id: "auth.credentials.\(credential.name.lowercased()).missing",
        title: "A request without the field \(credential.name) is refused",
        claims: [claim.id], level: claim.level, steps: [step], location: claim.location)
      probe.cost = CostEstimate(template: template).cost(of: probe.steps)
      return probe
    }
  }
}
