import Conformance
import JSONSchema
import Planning
import Testing
import WireFormats

/// The planner's boundaries of random schemas, held against the validator and against a second
/// derivation.
@Suite struct DerivationTests {
  private static func probes(of schema: JSONValue) throws -> [Probe] {
    let spec = try SampleSpec.spec(
      parameters: #""p": {"schema": \#(schema.serialized()), "cite": "page: all"}"#)
    let plan = try Planner(spec: spec, scenarios: ScenarioLibrary()).plan(
      PlanOptions(profile: .full, only: ["chat.p.*"]))
    return plan.entries.map(\.probe)
  }

  private static func value(in probe: Probe) -> JSONValue? {
    guard case .json(let body) = probe.steps[0].body else { return nil }
    return body["p"]
  }

  @Test(arguments: 1...200) func faultsAreSingleAndTheRestValid(seed: Int) throws {
    var dice = SchemaDice(seed: UInt64(seed))
    let json = dice.schema()
    let schema = try Schema(compiling: json)
    for probe in try Self.probes(of: json) {
      let value = try #require(Self.value(in: probe))
      let violations = schema.violations(in: value)
      switch probe.steps[0].expectation {
      case .accepted: #expect(violations == [], "\(probe.id) of \(json.serialized())")
      case .rejected:
        // An array repeats its items, so one fault of the items may show at each of them.
        let keywords = Set(violations.map(\.keyword)).subtracting(
          violations.contains { $0.keyword == "type" } ? ["enum"] : [])
        #expect(
          keywords.count == 1, "\(probe.id) of \(json.serialized()): \(violations.map(\.keyword))")
        #expect(
          Set(violations.map(\.instanceLocation.tokens.count)).count == 1,
          "\(probe.id) of \(json.serialized())")
      case .any, .unknown: #expect(value == .null || !violations.isEmpty, "\(probe.id)")
      }
    }
  }

  @Test(arguments: 1...200) func aSecondDerivationAgrees(seed: Int) throws {
    var dice = SchemaDice(seed: UInt64(seed))
    let json = dice.schema()
    let expected = SecondDerivation(schema: json)
    var valid: [String: JSONValue] = [:]
    var invalid: [String: JSONValue] = [:]
    for probe in try Self.probes(of: json) {
      let name = String(probe.id.dropFirst("chat.p.".count))
      guard !name.hasPrefix("items."), name != "alone" else { continue }
      switch probe.steps[0].expectation {
      case .accepted: valid[name] = Self.value(in: probe)
      case .rejected: invalid[name] = Self.value(in: probe)
      case .any, .unknown: continue
      }
    }
    #expect(Set(valid.keys) == Set(expected.valid.keys), "of \(json.serialized())")
    #expect(Set(invalid.keys) == Set(expected.invalid.keys), "of \(json.serialized())")
    for (name, value) in expected.valid.merging(expected.invalid, uniquingKeysWith: { $1 }) {
      guard let value else { continue }
      #expect((valid[name] ?? invalid[name]) == value, "\(name) of \(json.serialized())")
    }
  }

  @Test func stepsFollowWhatThePageWrites() throws {
    func beyond(_ schema: String) throws -> [String] {
      let value = try JSONDocument(parsing: Array(schema.utf8)).value
      return try Self.probes(of: value).compactMap { probe in
        guard case .rejected = probe.steps[0].expectation, !probe.id.contains("wrong-type") else {
          return nil
        }
        return Self.value(in: probe)?.serialized()
      }
    }
    #expect(try beyond(#"{"type": "number", "minimum": 0.001}"#) == ["0.000"])
    #expect(try beyond(#"{"type": "number", "minimum": -2.0, "maximum": 2.0}"#) == ["-2.1", "2.1"])
    #expect(try beyond(#"{"type": "number", "minimum": 0, "maximum": 2}"#) == ["-0.1", "2.1"])
    #expect(try beyond(#"{"type": "integer", "minimum": 1, "multipleOf": 8}"#).contains("9"))
    #expect(
      try beyond(#"{"type": "integer", "maximum": 9223372036854775807}"#).first
        == "9223372036854775808")
    #expect(try beyond(#"{"type": "number", "exclusiveMaximum": 1e400}"#) == [])
  }

  @Test func nestedMembersAndMapsAreFollowed() throws {
    let schema = """
      {
        "type": "object", "required": ["kind"], "additionalProperties": {"type": "integer", "maximum": 5},
        "properties": {
          "kind": {"enum": ["a", "b"]},
          "deep": {"type": "object", "properties": {"flag": {"type": "boolean"}}}
        }
      }
      """
    let ids = try Self.probes(of: try JSONDocument(parsing: Array(schema.utf8)).value).map(\.id)
    for suffix in [
      "only-required", "kind.missing", "kind.enum.b", "kind.not-in-enum", "deep.flag.true",
      "deep.flag.wrong-type.string", "values.at-maximum", "values.above-maximum",
      "values.wrong-type.string",
    ] {
      #expect(ids.contains("chat.p.\(suffix)"), "no \(suffix)")
    }
  }

  @Test func branchesShareNoFault() throws {
    let schema = """
      {
        "anyOf": [
          {"type": "string", "maxLength": 3},
          {"type": "array", "items": {"type": "string"}, "maxItems": 2}
        ]
      }
      """
    let json = try JSONDocument(parsing: Array(schema.utf8)).value
    let compiled = try Schema(compiling: json)
    let probes = try Self.probes(of: json)
    #expect(
      probes.map(\.id).filter { $0.hasSuffix("too-long") || $0.hasSuffix("too-many-items") }.count
        == 2)
    for probe in probes {
      let value = try #require(Self.value(in: probe))
      switch probe.steps[0].expectation {
      case .accepted: #expect(compiled.isValid(value), "\(probe.id)")
      case .rejected: #expect(!compiled.isValid(value), "\(probe.id)")
      case .any, .unknown: continue
      }
    }
  }
}
