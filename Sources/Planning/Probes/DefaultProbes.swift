import Conformance
import WireFormats

/// Turns every documented default into a probe: by its effect where it has one that shows, else by
/// equivalence; and into one by contrast where a value far from it must be able to change the answer
/// (WIRE section 6 names the three).
struct DefaultProbes {
  let template: RequestTemplate

  private var spec: ProviderSpec { template.spec }

  /// Parameters that change how tokens are drawn: their requests keep the sampling on and are held
  /// still by the seed alone.
  private static let sampling = ["temperature", "top_p", "top_k", "min_p", "typical_p"]
  /// Parameters of which a far value must change a text that repeats one word.
  private static let penalties = ["frequency_penalty", "presence_penalty", "repetition_penalty"]

  /// The tokens of equivalence requests, and of contrast requests.
  private static let shortAnswer = 24
  private static let longAnswer = 48

  private static let openPrompt = "Write one sentence about the sea."
  private static let plainPrompt =
    "Count from 1 to 9 in digits, separated by single spaces. Write nothing else."
  private static let repeatingPrompt =
    "Write the word echo 30 times, separated by single spaces. Write nothing else."
  private static let countingPrompt =
    "Count from 1 to 2000 in digits, separated by single spaces. Write nothing else."

  /// The probes of one parameter.
  func probes(of parameter: Parameter, in endpoint: Endpoint) -> [Probe] {
    var probes: [Probe] = []
    for facet in SchemaFacet.facets(of: parameter.name, schema: parameter.schema)
    where facet.keyword == "default" && !facet.value.isNull {
      let id = facet.claimID(endpoint: endpoint.name)
      guard let claim = spec.claim(id), claim.waiver == nil, !facet.path.contains("items"),
        !facet.path.contains("values")
      else { continue }
      let probe =
        facet.path.count == 1
        ? byEffect(claim, value: facet.value, parameter: parameter, endpoint: endpoint)
          ?? byEquivalence(claim, path: facet.path, value: facet.value, parameter, endpoint)
        : byEquivalence(claim, path: facet.path, value: facet.value, parameter, endpoint)
      probes.append(probe)
    }
    if let contrast = byContrast(parameter, in: endpoint) { probes.append(contrast) }
    return probes
  }

  // MARK: By effect

  private func byEffect(
    _ claim: Claim, value: JSONValue, parameter: Parameter, endpoint: Endpoint
  ) -> Probe? {
    var body = template.body(endpoint)
    switch parameter.name {
    case _ where RequestTemplate.limitNames.contains(parameter.name):
      guard let limit = value.int else { return nil }
      for name in RequestTemplate.limitNames { body[name] = nil }
      setPrompt(Self.countingPrompt, in: &body)
      return probe(
        claim, "Without `\(parameter.name)` an answer ends at \(limit) tokens", parameter, endpoint,
        steps: [("omitted", body)],
        check: CheckInvocation(
          check: "outcome.cap", arguments: ["subject": "omitted", "limit": value]))
    case "n":
      return probe(
        claim, "Without `n` there is \(value.serialized()) choice", parameter, endpoint,
        steps: [("omitted", body)],
        check: CheckInvocation(
          check: "outcome.choices", arguments: ["subject": "omitted", "count": value]))
    case "stream":
      return probe(
        claim, "Without `stream` the answer is no stream", parameter, endpoint,
        steps: [("omitted", body)],
        check: CheckInvocation(
          check: "outcome.answer-form",
          arguments: [
            "subject": "omitted", "form": value == true ? "event-stream" : "json",
          ]))
    case "logprobs" where value == false:
      return probe(
        claim, "Without `logprobs` there are none", parameter, endpoint,
        steps: [("omitted", body)],
        check: CheckInvocation(
          check: "outcome.logprobs", arguments: ["subject": "omitted", "expect": "absent"]))
    case "encoding_format":
      return probe(
        claim, "Without `encoding_format` vectors are \(value.serialized())", parameter, endpoint,
        steps: [("omitted", body)],
        check: CheckInvocation(
          check: "outcome.embeddings", arguments: ["subject": "omitted", "encoding": value]))
    default: return nil
    }
  }

  // MARK: By equivalence

  private func byEquivalence(
    _ claim: Claim, path: [String], value: JSONValue, _ parameter: Parameter, _ endpoint: Endpoint
  ) -> Probe {
    // Without a seed only a prompt that leaves nothing to chance has one answer.
    let isSampled = Self.sampling.contains(parameter.name) && endpoint.parameter("seed") == nil
    var body = stillBody(
      parameter, endpoint, prompt: isSampled ? Self.plainPrompt : Self.openPrompt,
      limit: Self.shortAnswer)
    for companion in template.companions(of: parameter.name, in: endpoint)
    where companion.name != parameter.name && path.count == 1 {
      body[companion.name] = companion.value.isNull ? nil : companion.value
    }
    var explicit = body
    if path.count == 1 {
      explicit[parameter.name] = value
    } else {
      let around = template.value(of: parameter)
      body[parameter.name] = around.removing(at: path.dropFirst())
      explicit[parameter.name] = around.setting(at: path.dropFirst(), to: value)
    }
    return probe(
      claim,
      "Leaving `\(path.joined(separator: "."))` out is the same as \(value.serialized())",
      parameter, endpoint,
      steps: [("explicit", explicit), ("explicit-again", explicit), ("omitted", body)],
      check: CheckInvocation(
        check: "outcome.same-text",
        arguments: ["control": ["explicit", "explicit-again"], "subject": "omitted"]),
      sampling: true)
  }

  // MARK: By contrast

  private func byContrast(_ parameter: Parameter, in endpoint: Endpoint) -> Probe? {
    let name = parameter.name
    let stem = "\(endpoint.name).\(name)"
    let isPenalty = Self.penalties.contains(name)
    guard isPenalty || Self.sampling.contains(name), spec.claim("\(stem).effect") == nil,
      let claim = [stem, "\(stem).default", "\(stem).maximum"].lazy.compactMap({ spec.claim($0) })
        .first(where: { $0.waiver == nil }),
      let pair = extremes(of: parameter)
    else { return nil }
    var near = stillBody(
      parameter, endpoint, prompt: isPenalty ? Self.repeatingPrompt : Self.openPrompt,
      limit: Self.longAnswer)
    var far = near
    near[name] = pair.near
    far[name] = pair.far
    return probe(
      claim, "`\(name)` \(pair.far.serialized()) answers otherwise than \(pair.near.serialized())",
      parameter, endpoint, id: "\(stem).contrast",
      steps: [("near", near), ("near-again", near), ("far", far)],
      check: CheckInvocation(
        check: "outcome.differs",
        arguments: ["control": ["near", "near-again"], "subject": "far", "level": "should"]),
      sampling: true)
  }

  /// The documented value that leaves an answer as it is, and the one farthest from it. A neutral
  /// value is the default; without one, `temperature` has its lowest.
  private func extremes(of parameter: Parameter) -> (near: JSONValue, far: JSONValue)? {
    guard let kind = template.node(of: parameter).alternatives.first(where: { $0.type != "null" })
    else { return nil }
    let bounds = kind.points.filter {
      $0.nature == .valid && $0.keyword.lowercased().hasSuffix("imum")
    }.compactMap(\.value)
    guard let lowest = bounds.first, let highest = bounds.last else { return nil }
    if parameter.name == "temperature" {
      return lowest == highest ? nil : (lowest, highest)
    }
    let neutral: JSONValue? =
      switch parameter.name {
      case "frequency_penalty", "presence_penalty": 0
      case "repetition_penalty", "top_p": 1
      default: nil
      }
    guard let near = kind["default"] ?? neutral, let middle = near.double else { return nil }
    let far =
      abs((highest.double ?? middle) - middle) >= abs((lowest.double ?? middle) - middle)
      ? highest : lowest
    return near == far ? nil : (near, far)
  }

  // MARK: Requests

  /// A request whose answer is the same every time, as far as the provider documents how.
  private func stillBody(
    _ parameter: Parameter, _ endpoint: Endpoint, prompt: String, limit: Int
  ) -> JSONObject {
    var body = template.body(endpoint, limit: limit)
    setPrompt(prompt, in: &body)
    if !Self.sampling.contains(parameter.name), parameter.name != "temperature",
      let temperature = endpoint.parameter("temperature")
    {
      body["temperature"] = template.lowest(of: temperature)
    }
    if parameter.name != "seed", endpoint.parameter("seed") != nil {
      body["seed"] = .integer(ScenarioExpansion.seed)
    }
    return body
  }

  private func setPrompt(_ text: String, in body: inout JSONObject) {
    if body["messages"] != nil { body["messages"] = WellKnownValues.messages(text) }
    if body["prompt"] != nil { body["prompt"] = .string(text) }
  }

  private func probe(
    _ claim: Claim, _ title: String, _ parameter: Parameter, _ endpoint: Endpoint,
    id: ProbeID? = nil, steps: [(name: String, body: JSONObject)], check: CheckInvocation,
    sampling: Bool = false
  ) -> Probe {
    let expectation = Expectation.accepted(level: claim.level, orRefused: parameter.isOptional)
    let requests = steps.map { step in
      ProbeStep(
        name: step.name, endpoint: endpoint.name, body: .json(.object(step.body)),
        expectation: expectation)
    }
    var probe = Probe(
      id: id ?? claim.id, title: title,
      claims: [claim.id, "\(endpoint.name).\(parameter.name)"].reduce(into: []) { known, id in
        if spec.claim(id) != nil, !known.contains(id) { known.append(id) }
      }, level: claim.level, steps: requests,
      checks: [
        CheckInvocation(
          check: check.check, arguments: check.arguments.setting("claim", to: .string(claim.id)))
      ], dependsOnSampling: sampling, location: claim.location)
    probe.cost = CostEstimate(template: template).cost(of: requests)
    if probe.cost.outputTokens > 2 * CostEstimate.assumedOutput { probe.profile = .full }
    return probe
  }
}

extension RequestTemplate {
  /// The lowest value that a number parameter documents, 0 where it documents no minimum.
  func lowest(of parameter: Parameter) -> JSONValue { bound("minimum", of: parameter) ?? 0 }

  /// The last valid value at a documented bound, `nil` where none is documented.
  ///
  /// - Parameter end: `minimum` or `maximum`.
  func bound(_ end: String, of parameter: Parameter) -> JSONValue? {
    let kind = node(of: parameter).alternatives.first { $0.type != "null" }
    return kind?.points.first {
      $0.nature == .valid && $0.keyword.lowercased().hasSuffix(end)
    }?.value
  }
}

extension JSONValue {
  /// The object with the member at a path set.
  func setting(at path: ArraySlice<String>, to value: JSONValue) -> JSONValue {
    guard let name = path.first else { return value }
    return setting(
      name, to: (self[name] ?? .object(JSONObject())).setting(at: path.dropFirst(), to: value))
  }

  /// The object without the member at a path.
  func removing(at path: ArraySlice<String>) -> JSONValue {
    guard let name = path.first, let member = self[name] else { return self }
    return setting(name, to: path.count == 1 ? nil : member.removing(at: path.dropFirst()))
  }
}
