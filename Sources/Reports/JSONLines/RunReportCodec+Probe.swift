import Conformance
import WireFormats

extension RunReportCodec {
  static func probe(_ probe: Probe) -> JSONValue {
    JSONRecord([
      "title": .string(probe.title), "claims": .list(probe.claims),
      "level": .string(probe.level.rawValue), "profile": .string(probe.profile.rawValue),
      "steps": .array(probe.steps.map(step)),
      "checks": .list(
        probe.checks.map { ["check": .string($0.check), "arguments": $0.arguments] }),
      "prerequisites": .list(probe.prerequisites),
      "dependsOnSampling": .bool(probe.dependsOnSampling), "location": location(probe.location),
      "cost": [
        "requests": .integer(probe.cost.requests),
        "promptTokens": .integer(probe.cost.promptTokens),
        "outputTokens": .integer(probe.cost.outputTokens),
      ],
    ]).value
  }

  static func readProbe(_ node: RecordNode, id: ProbeID) throws(ReportError) -> Probe {
    var steps: [ProbeStep] = []
    for item in try node.items("steps") { steps.append(try readStep(item)) }
    var checks: [CheckInvocation] = []
    for item in try node.items("checks") {
      checks.append(
        CheckInvocation(
          check: try item.string("check"), arguments: try item.member("arguments").value))
    }
    let cost = try node.member("cost")
    return Probe(
      id: id, title: try node.string("title"), claims: try node.strings("claims"),
      level: try node.word("level"), profile: try node.word("profile"), steps: steps,
      checks: checks, prerequisites: try node.strings("prerequisites"),
      dependsOnSampling: try node.bool("dependsOnSampling"),
      location: try readLocation(node.member("location")),
      cost: .init(
        requests: try cost.int("requests"), promptTokens: try cost.int("promptTokens"),
        outputTokens: try cost.int("outputTokens")))
  }

  private static func step(_ step: ProbeStep) -> JSONValue {
    JSONRecord([
      "name": .string(step.name), "endpoint": .string(step.endpoint),
      "method": .optional(step.method), "path": .optional(step.path),
      "pathModel": .optional(step.pathModel),
      "body": body(step.body),
      "fields": .list(
        step.fields.map { [.string($0.name), $0.value.map { .string($0) } ?? .null] }),
      "credentials": .string(step.credentials.rawValue),
      "expectation": expectation(step.expectation),
    ]).value
  }

  private static func readStep(_ node: RecordNode) throws(ReportError) -> ProbeStep {
    var fields: [ProbeStep.FieldChange] = []
    for item in try node.items("fields") {
      guard let name = item.value[0]?.string, let value = item.value[1] else {
        throw item.mistyped("a pair of name and value")
      }
      fields.append(.init(name: name, value: value.string))
    }
    return ProbeStep(
      name: try node.string("name"), endpoint: try node.string("endpoint"),
      method: try node.optionalString("method"), path: try node.optionalString("path"),
      pathModel: try node.optionalString("pathModel"),
      body: try readBody(node), fields: fields, credentials: try node.word("credentials"),
      expectation: try readExpectation(node.member("expectation")))
  }

  private static func body(_ body: ProbeStep.Body) -> JSONValue? {
    switch body {
    case .none: nil
    case .json(let value): ["json": value]
    case .raw(let bytes): ["raw": self.bytes(bytes)]
    }
  }

  private static func readBody(_ node: RecordNode) throws(ReportError) -> ProbeStep.Body {
    guard let body = try node.optional("body") else { return .none }
    if let json = try body.optional("json") { return .json(json.value) }
    return .raw(try readBytes(body.member("raw")))
  }

  private static func expectation(_ expectation: Expectation) -> JSONValue {
    switch expectation {
    case .accepted(let level, let orRefused):
      ["kind": "accepted", "level": .string(level.rawValue), "orRefused": .bool(orRefused)]
    case .rejected(let statuses, let level):
      [
        "kind": "rejected", "statuses": .array(statuses.map { .integer($0) }),
        "level": .string(level.rawValue),
      ]
    case .any: ["kind": "any"]
    case .unknown: ["kind": "unknown"]
    }
  }

  private static func readExpectation(_ node: RecordNode) throws(ReportError) -> Expectation {
    let kind = try node.string("kind")
    switch kind {
    case "accepted":
      return .accepted(level: try node.word("level"), orRefused: try node.bool("orRefused"))
    case "rejected":
      var statuses: [Int] = []
      for item in try node.items("statuses") { statuses.append(try item.asInt()) }
      return .rejected(statuses: statuses, level: try node.word("level"))
    case "any": return .any
    case "unknown": return .unknown
    default: throw node.error(at: "kind", .unknownWord(kind))
    }
  }

  static func location(_ location: SourceLocation) -> JSONValue {
    [
      "file": .string(location.file), "line": .integer(location.line),
      "column": .integer(location.column), "pointer": .string(location.pointer.description),
    ]
  }

  private static func readLocation(_ node: RecordNode) throws(ReportError) -> SourceLocation {
    SourceLocation(
      file: try node.string("file"), line: try node.int("line"), column: try node.int("column"),
      pointer: try node.pointer("pointer"))
  }
}
