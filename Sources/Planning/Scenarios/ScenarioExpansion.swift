import Conformance
import JSONSchema
import WireFormats

/// Makes a probe of a scenario for one spec.
struct ScenarioExpansion {
  let template: RequestTemplate
  private let schemas: [String: Schema]

  /// Prepares expansion: compiles every endpoint's documented request once.
  init(template: RequestTemplate) throws(PlanError) {
    self.template = template
    var schemas: [String: Schema] = [:]
    for endpoint in template.spec.endpoints where !endpoint.parameters.isEmpty {
      do throws(SchemaError) {
        schemas[endpoint.name] = try Schema(
          compiling: endpoint.requestSchema, baseURI: "specs:///\(template.spec.id).json",
          registry: template.spec.schemaRegistry)
      } catch {
        throw .unusableSchema(
          parameter: endpoint.name, location: endpoint.location, cause: error)
      }
    }
    self.schemas = schemas
  }

  private var spec: ProviderSpec { template.spec }

  /// The seed of every request that asks to be deterministic.
  static let seed = 7

  /// The entry of a plan; `nil` where the spec does not make the promises that the scenario needs.
  func entry(for scenario: Scenario) -> Plan.Entry? {
    guard scenario.needs.allSatisfy(isPromised), scenario.conditions.allSatisfy(isMet) else {
      return nil
    }
    let claims = scenario.exercises.filter { spec.claim($0) != nil }
    guard let about = claims.first.flatMap({ spec.claim($0) }) else { return nil }
    let endpoints = Set(scenario.steps.map(\.endpoint))
    guard endpoints.allSatisfy({ spec.endpoint($0) != nil }) else { return nil }
    let steps = scenario.steps.map {
      step($0, about: about, isBinding: scenario.isBinding)
    }
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

  /// Whether the spec makes a claim: `chat.stop`, or, where only a part of a claim's value is needed,
  /// `errors.status#/wrong-method`.
  private func isPromised(_ need: String) -> Bool {
    let parts = need.split(separator: "#", maxSplits: 1).map(String.init)
    guard let claim = parts.first.flatMap({ spec.claim($0) }) else { return false }
    guard parts.count > 1 else { return true }
    return JSONPointer(parsing: parts[1]).flatMap { claim.value[$0] } != nil
  }

  private func isMet(_ condition: Scenario.Condition) -> Bool {
    guard let value = spec.claim(condition.claim)?.value else { return false }
    return value == condition.contains || value.array?.contains(condition.contains) == true
  }

  private func step(_ step: Scenario.Step, about: Claim, isBinding: Bool) -> ProbeStep {
    let body = body(of: step, isBinding: isBinding)
    return ProbeStep(
      name: step.name, endpoint: step.endpoint, method: step.method, path: step.path,
      pathModel: step.pathModel, body: body,
      fields: step.fields.compactMap { field in
        let field = expand(field)
        return field["name"]?.string.map {
          ProbeStep.FieldChange(name: $0, value: field["value"]?.string)
        }
      }, credentials: credentials(of: step),
      expectation: expectation(of: step, body: body, about: about))
  }

  /// A step that does without the key where it is to be answered only does so where the endpoint is
  /// documented as public.
  private func credentials(of step: Scenario.Step) -> ProbeStep.Credentials {
    guard step.credentials == .absent, step.expected == .accepted,
      spec.endpoint(step.endpoint)?.isPublic == false
    else { return step.credentials }
    return .valid
  }

  private func expectation(of step: Scenario.Step, body: ProbeStep.Body, about: Claim)
    -> Expectation
  {
    switch step.expected {
    case .accepted:
      // Some pages document a refusal where a promise cannot be kept.
      let isOptional =
        usesOptional(body, endpoint: step.endpoint) || about.value["refusal"] != nil
      return .accepted(level: about.level, orRefused: isOptional)
    case .rejected(let statuses): return .rejected(statuses: statuses, level: about.level)
    case .refusedAs(let situation, let limit):
      return .rejected(statuses: spec.statuses(of: situation), level: min(about.level, limit))
    case .any: return .any
    }
  }

  /// Whether a body holds a parameter whose support is optional.
  private func usesOptional(_ body: ProbeStep.Body, endpoint: String) -> Bool {
    guard case .json(let value) = body, let endpoint = spec.endpoint(endpoint) else { return false }
    return (value.object?.names ?? []).contains { endpoint.parameter($0)?.isOptional ?? false }
  }

  private func body(of step: Scenario.Step, isBinding: Bool) -> ProbeStep.Body {
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
        guard let name = template.limitName(endpoint),
          !isBinding || endpoint.parameter(name)?.isOptional == false
        else { continue }
        body[name] = member.value
      case "@deterministic":
        if member.value == true { makeDeterministic(&body, endpoint: endpoint) }
      case "@with":
        for extra in expand(member.value, endpoint: endpoint).object?.members ?? [] {
          body[extra.name] = extra.value
        }
      case "model" where member.value.isNull: continue
      case "@seed":
        if endpoint.parameter("seed") != nil { body["seed"] = member.value }
      default: body[member.name] = expand(member.value, endpoint: endpoint)
      }
    }
    return .json(.object(body))
  }

  /// The lowest permitted temperature and, where documented, a fixed seed.
  private func makeDeterministic(_ body: inout JSONObject, endpoint: Endpoint) {
    if let parameter = endpoint.parameter("temperature") {
      body["temperature"] = template.lowest(of: parameter)
    }
    if endpoint.parameter("seed") != nil { body["seed"] = .integer(Self.seed) }
  }

  /// Resolves what depends on the spec: `{"$claim": "id", "at": "/pointer"}`, a value that a claim
  /// has; `{"$model": true}`, the model under test; `{"$lowest": "top_p", "else": 0.01}` and
  /// `{"$highest": …}`, a parameter's documented bound.
  private func expand(_ value: JSONValue, endpoint: Endpoint? = nil) -> JSONValue {
    switch value {
    case .array(let items): return .array(items.map { expand($0, endpoint: endpoint) })
    case .object(let object):
      if let claim = object["$claim"]?.string {
        let pointer = object["at"]?.string.flatMap { JSONPointer(parsing: $0) } ?? JSONPointer()
        return spec.claim(claim)?.value[pointer] ?? .null
      }
      if object["$model"] != nil { return .string(template.model) }
      for (keyword, suffix) in [("$lowest", "minimum"), ("$highest", "maximum")] {
        guard let name = object[keyword]?.string else { continue }
        let bound = endpoint?.parameter(name).flatMap { template.bound(suffix, of: $0) }
        return bound ?? object["else"] ?? .null
      }
      return .object(
        JSONObject(
          object.members.map {
            .init(name: $0.name, value: expand($0.value, endpoint: endpoint))
          }))
    default: return value
    }
  }

  /// Why the probe cannot run here; `nil` where it can: an endpoint that cannot be asked, or a
  /// request that the provider's own documentation does not allow.
  private func obstacle(to probe: Probe) -> String? {
    for step in probe.steps {
      if let reason = template.obstacle(step.endpoint) { return reason }
      guard case .accepted = step.expectation, case .json(let body) = step.body,
        let schema = schemas[step.endpoint], !holdsReference(body)
      else { continue }
      if let first = schema.violations(in: body).first {
        return "the documentation does not allow this request: expected \(first.expected) "
          + "at \(first.instanceLocation), not \(first.actual)"
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
