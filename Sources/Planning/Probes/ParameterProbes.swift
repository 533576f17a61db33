import Conformance
import JSONSchema
import WireFormats

/// Turns the boundary cases of every documented parameter into probes of one request each.
struct ParameterProbes {
  let template: RequestTemplate

  private var spec: ProviderSpec { template.spec }

  /// More choices than this in one request are left to a full run.
  private static let manyChoices = 16
  /// Longer prompts than this, in estimated tokens, are left to a full run.
  private static let longPrompt = 1500

  /// The probes of an endpoint's parameters, in spec order.
  func probes(of endpoint: Endpoint) throws(PlanError) -> [Probe] {
    var probes: [Probe] = []
    for parameter in endpoint.parameters { probes += try self.probes(of: parameter, in: endpoint) }
    return probes
  }

  private func probes(of parameter: Parameter, in endpoint: Endpoint) throws(PlanError) -> [Probe] {
    let stem = "\(endpoint.name).\(parameter.name)"
    let derivation = BoundaryDerivation(
      node: template.node(of: parameter), isRequired: parameter.isRequired,
      isConversation: parameter.name == "messages", waivedPaths: waivedPaths(below: stem))
    let cases: [BoundaryCase]
    do throws(SchemaError) {
      cases = try derivation.cases()
    } catch {
      throw .unusableSchema(parameter: stem, location: parameter.location, cause: error)
    }
    var probes = cases.compactMap { probe(of: $0, parameter: parameter, endpoint: endpoint) }
    if parameter.isRequired, !isWaived("\(stem).required") {
      probes.append(
        missing(parameter, in: endpoint, claims: known(["\(stem).required", stem])))
    }
    return probes + DefaultProbes(template: template).probes(of: parameter, in: endpoint)
  }

  private func probe(of boundary: BoundaryCase, parameter: Parameter, endpoint: Endpoint) -> Probe?
  {
    let path = ([endpoint.name, parameter.name] + boundary.path).joined(separator: ".")
    let about = boundary.keyword.map { "\(path).\($0)" }
    // Sending `null` where that is the default tells that leaving it out may be spelt so, too.
    let isNull = boundary.value.isNull && boundary.nature == .valid
    let isDefault = spec.claim("\(path).default")?.value.isNull ?? false
    let spelt = isNull && isDefault && boundary.keyword != "default" ? "\(path).default" : nil
    let like = isNull && boundary.path.isEmpty ? "\(endpoint.name).null-optional" : nil
    let claims = known([about, path, spelt, like].compactMap { $0 })
    // Shapes that the page only refers to make no claim of their own: scenarios exercise those.
    guard let first = claims.first, !isWaived(first) else { return nil }
    let level = claims.first.flatMap { spec.claim($0)?.level } ?? parameter.level
    let value = WellKnownValues.completed(
      boundary.value, of: parameter.name, isValid: boundary.nature == .valid)
    let body = template.body(endpoint, setting: parameter.name, to: value)
    let step = ProbeStep(
      endpoint: endpoint.name, body: .json(body),
      expectation: expectation(of: boundary.nature, parameter: parameter, level: level))
    var probe = Probe(
      id: "\(path).\(boundary.name)", title: title(of: boundary, path: path, endpoint: endpoint),
      claims: claims, level: bound(level, boundary.nature, parameter), steps: [step],
      location: claims.first.flatMap { spec.claim($0)?.location } ?? parameter.location)
    probe.cost = CostEstimate(template: template).cost(of: probe.steps)
    let choices = body["n"]?.int ?? body["best_of"]?.int ?? 1
    if boundary.isRepetition || choices > Self.manyChoices
      || probe.cost.outputTokens > CostEstimate.assumedOutput
      || probe.cost.promptTokens > Self.longPrompt
    {
      probe.profile = .full
    }
    return probe
  }

  private func missing(_ parameter: Parameter, in endpoint: Endpoint, claims: [ClaimID]) -> Probe {
    var body = template.body(endpoint)
    body[parameter.name] = nil
    let step = ProbeStep(
      endpoint: endpoint.name, body: .json(.object(body)),
      expectation: .rejected(statuses: spec.statuses(of: "invalid-request"), level: parameter.level)
    )
    var probe = Probe(
      id: "\(endpoint.name).\(parameter.name).missing",
      title: "A request without `\(parameter.name)` is refused", claims: claims,
      level: parameter.level, steps: [step], location: parameter.location)
    probe.cost = CostEstimate(template: template).cost(of: probe.steps)
    return probe
  }

  private func expectation(
    of nature: BoundaryCase.Nature, parameter: Parameter, level: Level
  ) -> Expectation {
    switch nature {
    case .valid: .accepted(level: level, orRefused: parameter.isOptional)
    case .invalid:
      .rejected(
        statuses: spec.statuses(of: "invalid-request"), level: bound(level, nature, parameter))
    case .unsaid: .any
    }
  }

  /// How binding a case is: a refusal that the documentation does not promise is a *should*, and
  /// where it says that the parameter is ignored unless supported, no more than a report.
  private func bound(_ level: Level, _ nature: BoundaryCase.Nature, _ parameter: Parameter) -> Level
  {
    switch nature {
    case .valid: level
    case .unsaid: .may
    case .invalid where parameter.isIgnoredWhereUnsupported: .may
    case .invalid: parameter.promisesRejection ? level : min(level, .should)
    }
  }

  private func title(of boundary: BoundaryCase, path: String, endpoint: Endpoint) -> String {
    let name = path.dropFirst(endpoint.name.count + 1)
    let what = boundary.name.split(separator: "-").joined(separator: " ")
    return switch boundary.nature {
    case .valid: "`\(name)` is taken: \(what)"
    case .invalid: "`\(name)` is refused: \(what)"
    case .unsaid: "`\(name)`, not documented: \(what)"
    }
  }

  private func waivedPaths(below stem: String) -> Set<[String]> {
    Set(
      spec.claims.filter { $0.waiver != nil && $0.id.hasPrefix(stem + ".") }.map {
        $0.id.dropFirst(stem.count + 1).split(separator: ".").map(String.init)
      })
  }

  private func isWaived(_ claim: ClaimID) -> Bool { spec.claim(claim)?.waiver != nil }

  private func known(_ claims: [ClaimID]) -> [ClaimID] { claims.filter { spec.claim($0) != nil } }
}

extension Parameter {
  /// Whether an honest refusal of a valid value is `unsupported` rather than a deviation.
  var isOptional: Bool { isConditional || isIgnoredWhereUnsupported }
}

extension ProviderSpec {
  /// The statuses that the documentation gives for a situation, empty where it gives none.
  func statuses(of situation: String) -> [Int] {
    let listed = claim("errors.status")?.value[situation]?.array ?? []
    // What a page says of unknown models in particular adds to what it says of errors in general.
    let own =
      situation == "unknown-model" ? claim("chat.model.unknown")?.value["statuses"]?.array : nil
    return (listed + (own ?? []).filter { !listed.contains($0) }).compactMap(\.int)
  }
}
