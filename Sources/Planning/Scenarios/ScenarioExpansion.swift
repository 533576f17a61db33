import Conformance
import JSONSchema
import WireFormats

/// Makes a probe of a scenario for one spec.
struct ScenarioExpansion {
  let template: RequestTemplate

  private var spec: ProviderSpec { template.spec }

  /// The seed of every request that asks to be deterministic.
  static let seed = 7

  /// The entry of a plan; `nil` where the spec does not make the promises that the scenario needs.
  func entry(for scenario: Scenario) -> Plan.Entry? {
    guard scenario.needs.allSatisfy({ spec.claim($0) != nil }) else { return nil }
    let claims = scenario.exercises.filter { spec.claim($0) != nil }
    guard let about = claims.first.flatMap({ spec.claim($0) }) else { return nil }
    let endpoints = Set(scenario.steps.map(\.endpoint))
    guard endpoints.allSatisfy({ spec.endpoint($0) != nil }) else { return nil }
    let steps = scenario.steps.map { step($0, level: about.level) }
    var probe = Probe(
      id: scenario.id, title: scenario.title, claims: claims, level: about.level,
      profile: scenario.profile, steps: steps,
      checks: scenario.checks.map { invocation in
        var arguments = expand(invocation.arguments)
        if arguments["claim"] == nil {
          arguments = arguments.setting("claim", to: .string(about.id))
        }
        return CheckInvocation(check: invocation.check, arguments: arguments)
      },
      prerequisites: scenario.after, dependsOnSampling: scenario.dependsOnSampling,
      location: about.location)
    probe.cost = CostEstimate(template: template).cost(of: steps)
    return Plan.Entry(probe: probe, skipReason: obstacle(to: probe))
  }

  private func step(_ step: Scenario.Step, level: Level) -> ProbeStep {
    let body = body(of: step)
    return ProbeStep(
      name: step.name, endpoint: step.endpoint, method: step.method, path: step.path,
      pathModel: step.pathModel, body: body,
      fields: step.fields.compactMap { field in
        let field = expand(field)
        return field["name"]?.string.map {
          ProbeStep.FieldChange(name: $0, value: field["value"]?.string)
        }
      }, credentials: step.credentials,
      expectation: expectation(of: step, body: body, level: level))
  }

  private func expectation(of step: Scenario.Step, body: ProbeStep.Body, level: Level)
    -> Expectation
  {
    switch step.expected {
    case .accepted: .accepted(level: level, orRefused: usesOptional(body, endpoint: step.endpoint))
    case .rejected(let statuses): .rejected(statuses: statuses, level: level)
    case .refusedAs(let situation):
      .rejected(statuses: spec.statuses(of: situation), level: level)
    case .any: .any
    }
  }

  /// Whether a body holds a parameter whose support is optional.
  private func usesOptional(_ body: ProbeStep.Body, endpoint: String) -> Bool {
    guard case .json(let value) = body, let endpoint = spec.endpoint(endpoint) else { return false }
    return (value.object?.names ?? []).contains { endpoint.parameter($0)?.isOptional ?? false }
  }

  private func body(of step: Scenario.Step) -> ProbeStep.Body {
    if let raw = step.raw { return .raw(Array(raw.utf8)) }
    guard let declared = step.body else { return .none }
    guard let object = declared.object, let endpoint = spec.endpoint(step.endpoint) else {
      return .json(expand(declared))
    }
    var body = JSONObject()
    if object["model"] == nil { body["model"] = .string(template.modelName(for: step.endpoint)) }
    for member in object.members {
      switch member.name {
      case "@limit":
        if let name = template.limitName(endpoint) { body[name] = member.value }
      case "@deterministic":
        if member.value == true { makeDeterministic(&body, endpoint: endpoint) }
      case "model" where member.value.isNull: continue
      default: body[member.name] = expand(member.value)
      }
    }
    return .json(.object(body))
  }

  /// The lowest permitted temperature and, where documented, a fixed seed.
  private func makeDeterministic(_ body: inout JSONObject, endpoint: Endpoint) {
    if let parameter = endpoint.parameter("temperature") {
      let kind = template.node(of: parameter).alternatives.first { $0.type != "null" }
      let points = kind?.points ?? []
      let lowest = points.first {
        $0.nature == .valid && $0.keyword.lowercased().hasSuffix("minimum")
      }
      body["temperature"] = lowest?.value ?? 0
    }
    if endpoint.parameter("seed") != nil { body["seed"] = .integer(Self.seed) }
  }

  /// Resolves `{"$claim": "id", "at": "/pointer"}`: a value that the spec's claim has.
  private func expand(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let items): return .array(items.map(expand))
    case .object(let object):
      if let claim = object["$claim"]?.string {
        let pointer = object["at"]?.string.flatMap { JSONPointer(parsing: $0) } ?? JSONPointer()
        return spec.claim(claim)?.value[pointer] ?? .null
      }
      if object["$model"] != nil { return .string(template.model) }
      return .object(
        JSONObject(object.members.map { .init(name: $0.name, value: expand($0.value)) }))
    default: return value
    }
  }

  /// Why the probe cannot run here; `nil` where it can: an endpoint that cannot be asked, or a
  /// request that the provider's own documentation does not allow.
  private func obstacle(to probe: Probe) -> String? {
    for step in probe.steps {
      if let reason = template.obstacle(step.endpoint) { return reason }
      guard case .accepted = step.expectation, case .json(let body) = step.body,
        let endpoint = spec.endpoint(step.endpoint), !holdsReference(body)
      else { continue }
      do throws(SchemaError) {
        let schema = try Schema(
          compiling: endpoint.requestSchema, baseURI: "specs:///\(spec.id).json",
          registry: spec.schemaRegistry)
        if let first = schema.violations(in: body).first {
          return "the documentation does not allow this request: expected \(first.expected) "
            + "at \(first.instanceLocation), not \(first.actual)"
        }
      } catch {
        return "the documented schema cannot be used: \(error.reason)"
      }
    }
    return nil
  }

  /// Whether a value is only known once an earlier step was answered.
  private func holdsReference(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let items): items.contains(where: holdsReference)
    case .object(let object):
      object["$from"] != nil || object["$prompt"] != nil
        || object.members.contains { holdsReference($0.value) }
    default: false
    }
  }
}
