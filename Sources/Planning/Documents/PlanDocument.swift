public import Conformance
public import WireFormats

/// A plan as a document: JSON for tools, a table for people. The same plan gives the same bytes.
public struct PlanDocument: Sendable {
  /// The plan.
  public let plan: Plan
  /// The spec that it is of.
  public let spec: ProviderSpec
  /// What was planned for.
  public let options: PlanOptions

  /// Makes a document.
  public init(plan: Plan, spec: ProviderSpec, options: PlanOptions) {
    self.plan = plan
    self.spec = spec
    self.options = options
  }

  /// How the ceilings were reckoned.
  public static let assumptions =
    "ceilings without retries; prompt tokens estimated at \(CostEstimate.bytesPerToken) bytes of "
    + "request body a token; output tokens are what the requests allow, and where neither a "
    + "request nor the documentation sets a limit, \(CostEstimate.assumedOutput) each"

  /// The plan as JSON.
  public var json: JSONValue {
    [
      "spec": .string(spec.id), "title": .string(spec.title), "digest": .string(spec.digest),
      "model": .string(options.model ?? spec.service.model),
      "profile": .string(options.profile.rawValue), "samples": .integer(plan.samples),
      "cost": json(plan.cost), "assumptions": .string(Self.assumptions),
      "probes": .array(plan.entries.map(json)),
    ]
  }

  private func json(_ cost: Probe.Cost) -> JSONValue {
    [
      "requests": .integer(cost.requests), "promptTokens": .integer(cost.promptTokens),
      "outputTokens": .integer(cost.outputTokens),
    ]
  }

  private func json(_ entry: Plan.Entry) -> JSONValue {
    let probe = entry.probe
    return [
      "id": .string(probe.id), "title": .string(probe.title),
      "level": .string(probe.level.rawValue),
      "profile": .string(probe.profile.rawValue), "claims": .strings(probe.claims),
      "source": .string("\(probe.location.file):\(probe.location.line)"),
      "skip": entry.skipReason.map { .string($0) } ?? .null,
      "prerequisites": .strings(probe.prerequisites),
      "dependsOnSampling": .bool(probe.dependsOnSampling), "cost": json(probe.cost),
      "steps": .array(probe.steps.map(json)),
      "checks": .array(
        probe.checks.map { ["check": .string($0.check), "with": $0.arguments] }),
    ]
  }

  private func json(_ step: ProbeStep) -> JSONValue {
    let endpoint = spec.endpoint(step.endpoint)
    let path = (step.path ?? endpoint?.path ?? "").replacing(
      "{model}", with: step.pathModel ?? options.model ?? spec.service.model)
    var object: JSONObject = JSONObject([
      .init(name: "name", value: .string(step.name)),
      .init(name: "method", value: .string(step.method ?? endpoint?.method ?? "POST")),
      .init(name: "path", value: .string(path)),
      .init(name: "credentials", value: .string(step.credentials.rawValue)),
      .init(name: "expect", value: json(step.expectation)),
    ])
    if !step.fields.isEmpty {
      object["fields"] = .array(
        step.fields.map {
          ["name": .string($0.name), "value": $0.value.map { .string($0) } ?? .null]
        })
    }
    switch step.body {
    case .none: break
    case .json(let body): object["body"] = body
    case .raw(let bytes): object["raw"] = .string(String(decoding: bytes, as: UTF8.self))
    }
    return .object(object)
  }

  private func json(_ expectation: Expectation) -> JSONValue {
    switch expectation {
    case .accepted(let level, let orRefused):
      ["accepted": .string(level.rawValue), "orRefused": .bool(orRefused)]
    case .rejected(let statuses, let level):
      [
        "rejected": .string(level.rawValue), "statuses": .array(statuses.map { .integer($0) }),
      ]
    case .any: "any"
    case .unknown: "unknown"
    }
  }

  /// The plan as a table: one line a probe, then the ceilings and how they were reckoned.
  public var table: String {
    let rows =
      [["PROBE", "LEVEL", "REQUESTS", "OUTPUT", "CLAIM"]]
      + plan.entries.map { entry in
        [
          entry.probe.id, entry.probe.level.rawValue, String(entry.probe.cost.requests),
          String(entry.probe.cost.outputTokens),
          entry.skipReason.map { "skip: \($0)" } ?? entry.probe.claims.first ?? "-",
        ]
      }
    let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        return column == 2 || column == 3 ? gap + cell : cell + gap
      }
      var line = cells.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
    let skipped = plan.entries.count { $0.skipReason != nil }
    let cost = plan.cost
    return
      (lines + [
        "",
        "\(plan.entries.count) probes, \(skipped) skipped; at most \(cost.requests) requests, "
          + "\(cost.promptTokens) prompt tokens, \(cost.outputTokens) output tokens",
        "(\(Self.assumptions))", "",
      ]).joined(separator: "\n")
  }
}

extension JSONValue {
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
