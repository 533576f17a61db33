import Conformance
import Planning
import Testing
import WireFormats

@Suite struct ScenarioTests {
  private static func problems(_ scenario: String, values: String = "{}") -> [String] {
    let text = #"{"values": \#(values), "scenarios": [\#(scenario)]}"#
    let library = SpecLibrary(files: ["scenarios/x.json": Array(text.utf8)])
    return ScenarioLibrary.problems(in: library).map(\.what)
  }

  @Test func theBundledOnesAreSound() {
    #expect(ScenarioLibrary.problems(in: Bundled.library) == [])
  }

  @Test(arguments: [
    (
      #"{"title": "t", "exercises": ["c"], "steps": [{"body": {}}]}"#,
      #"the member "id" is missing"#
    ),
    (#"{"id": "a.b", "title": "t", "steps": [{"body": {}}]}"#, "it exercises no claim"),
    (#"{"id": "a.b", "title": "t", "exercises": ["c"]}"#, "it has no step"),
    (
      #"{"id": "a.b", "title": "t", "exercises": ["c"], "steps": [{"bdy": {}}]}"#,
      #"unknown member "bdy""#
    ),
    (
      #"{"id": "a.b", "title": "t", "exercises": ["c"], "profile": "quick", "steps": [{}]}"#,
      #""quick" is no profile"#
    ),
    (
      #"{"id": "a.b", "title": "t", "exercises": ["c"], "steps": [{"expect": "refused"}]}"#,
      "no such expectation"
    ),
    (
      #"{"id": "a.b", "title": "t", "exercises": ["c"], "steps": [{"name": "x"}, {"name": "x"}]}"#,
      #"the step "x" stands twice"#
    ),
    (
      #"{"id": "a.b", "title": "t", "exercises": ["c"], "steps": [{"body": {"@like": "y"}}]}"#,
      #"no earlier step "y" has a body"#
    ),
    (
      #"{"id": "a.b", "title": "t", "exercises": ["c"], "steps": [{"body": {"a": {"$from": "y", "at": "/text"}}}]}"#,
      #"no earlier step "y""#
    ),
    (
      #"{"id": "a.b", "title": "t", "exercises": ["c"], "steps": [{"body": {"a": {"$value": "v"}}}]}"#,
      #"no value "v" in this file"#
    ),
    (
      #"{"id": "a.b", "title": "t", "exercises": ["c"], "steps": [{}], "checks": [{"with": {}}]}"#,
      #"the member "check" is missing"#
    ),
  ])
  func whatIsWrongIsSaid(scenario: String, what: String) {
    #expect(Self.problems(scenario).first == what)
  }

  @Test func twoOfOneNameAreReportedWithTheirPlace() throws {
    let one = #"{"id": "a.b", "title": "t", "exercises": ["c"], "steps": [{}]}"#
    let text = "{\"scenarios\": [\n\(one),\n\(one)]}"
    let library = SpecLibrary(files: ["scenarios/x.json": Array(text.utf8)])
    let problem = try #require(ScenarioLibrary.problems(in: library).first)
    #expect(problem.what == #"the scenario "a.b" stands twice"#)
    #expect(problem.location.line == 3)
    #expect(throws: SpecError.self) { try ScenarioLibrary(parsing: library) }
  }

  private static func steps(_ scenario: String, parameters: String = SampleSpec.temperature) throws
    -> [ProbeStep]
  {
    let text =
      #"{"values": {"hi": [{"role": "user", "content": "Say hi."}]}, "scenarios": [\#(scenario)]}"#
    let scenarios = try ScenarioLibrary(
      parsing: SpecLibrary(files: ["scenarios/x.json": Array(text.utf8)]))
    let spec = try SampleSpec.spec(
      parameters: parameters,
      claims: """
        {
          "auth.key": {"says": "…", "level": "should", "cite": "page: all"},
          "errors.status": {"says": "…", "value": {"unauthorized": [401], "unknown-path": [404]}, "cite": "page: all"}
        }
        """)
    return try Planner(spec: spec, scenarios: scenarios).plan(
      PlanOptions(profile: .full, only: ["a.b"])
    ).entries.flatMap(\.probe.steps)
  }

  private static func body(_ step: ProbeStep) -> JSONValue? {
    guard case .json(let body) = step.body else { return nil }
    return body
  }

  @Test func directivesBecomeWhatTheSpecDocuments() throws {
    let scenario = """
      {
        "id": "a.b", "title": "t", "exercises": ["auth.key"],
        "steps": [
          {"name": "one", "body": {"messages": {"$value": "hi"}, "@limit": 20, "@deterministic": true}},
          {"name": "two", "body": {"@like": "one", "@limit": {"@remove": true}, "temperature": {"$highest": "temperature", "else": 9}}},
          {"name": "three", "body": {"@like": "one", "model": null}}
        ]
      }
      """
    let steps = try Self.steps(scenario)
    let one: JSONValue = [
      "model": "m-1", "messages": [["role": "user", "content": "Say hi."]], "max_tokens": 20,
      "temperature": 0,
    ]
    #expect(Self.body(steps[0]) == one)
    #expect(Self.body(steps[1])?["max_tokens"] == nil)
    #expect(Self.body(steps[1])?["temperature"]?.double == 2)
    #expect(Self.body(steps[2])?["model"] == nil)
    #expect(steps[0].expectation == .accepted(level: .should))
  }

  @Test func aSeedIsSentWhereDocumented() throws {
    let scenario = """
      {"id": "a.b", "title": "t", "exercises": ["auth.key"], "steps": [{"body": {"messages": {"$value": "hi"}, "@deterministic": true}}]}
      """
    let seed = #""seed": {"schema": {"type": "integer"}, "cite": "page: all"}"#
    #expect(Self.body(try Self.steps(scenario, parameters: seed)[0])?["seed"]?.int != nil)
    #expect(Self.body(try Self.steps(scenario)[0])?["seed"] == nil)
  }

  @Test func aBindingRequestHoldsNoLimitThatDependsOnTheModel() throws {
    func limit(binding: Bool, conditional: Bool) throws -> Int? {
      let scenario = """
        {"id": "a.b", "title": "t", "exercises": ["chat.messages"], "binding": \(binding), "steps": [{"body": {"messages": {"$value": "hi"}, "@limit": 20}}]}
        """
      let text =
        #"{"values": {"hi": [{"role": "user", "content": "Say hi."}]}, "scenarios": [\#(scenario)]}"#
      let scenarios = try ScenarioLibrary(
        parsing: SpecLibrary(files: ["scenarios/x.json": Array(text.utf8)]))
      let spec = try SampleSpec.spec(
        parameters: SampleSpec.temperature, isLimitConditional: conditional)
      let step = try #require(
        Planner(spec: spec, scenarios: scenarios).plan(PlanOptions(only: ["a.b"])).entries.first?
          .probe.steps.first)
      let isOptional = conditional && !binding
      #expect(step.expectation == .accepted(level: .must, orRefused: isOptional))
      return Self.body(step)?["max_tokens"]?.int
    }
    #expect(try limit(binding: true, conditional: true) == nil)
    #expect(try limit(binding: true, conditional: false) == 20)
    #expect(try limit(binding: false, conditional: true) == 20)
  }

  @Test func situationsBecomeStatuses() throws {
    let scenario = """
      {
        "id": "a.b", "title": "t", "exercises": ["auth.key"],
        "steps": [
          {"name": "one", "credentials": "absent", "expect": {"rejected": "unauthorized"}, "raw": "{"},
          {"name": "two", "expect": {"rejected": [400, 404]}, "method": "PUT", "path": "/x"},
          {"name": "three", "expect": "rejected"}
        ]
      }
      """
    let steps = try Self.steps(scenario)
    #expect(steps[0].expectation == .rejected(statuses: [401], level: .should))
    #expect(steps[0].body == .raw([UInt8(ascii: "{")]))
    #expect(steps[0].credentials == .absent)
    #expect(steps[1].expectation == .rejected(statuses: [400, 404], level: .should))
    #expect(steps[1].method == "PUT" && steps[1].path == "/x" && steps[1].body == .none)
    #expect(steps[2].expectation == .rejected(statuses: [], level: .should))
  }

  @Test func needsDecideWhetherItIsInThePlan() throws {
    func isPlanned(_ needs: String, _ extra: String = "") throws -> Bool {
      let scenario = """
        {"id": "a.b", "title": "t", "needs": [\(needs)], \(extra) "exercises": ["auth.key"], "steps": [{"body": {"messages": {"$value": "hi"}}}]}
        """
      do {
        return try !Self.steps(scenario).isEmpty
      } catch is PlanError {
        return false
      }
    }
    #expect(try isPlanned(#""auth.key""#))
    #expect(try isPlanned(#""errors.status#/unknown-path""#))
    #expect(try !isPlanned(#""errors.status#/wrong-method""#))
    #expect(try !isPlanned(#""chat.stop""#))
    #expect(
      try isPlanned(
        #""auth.key""#, #""where": [{"claim": "chat.temperature.type", "contains": "number"}],"#))
    #expect(
      try !isPlanned(
        #""auth.key""#, #""where": [{"claim": "chat.temperature.type", "contains": "string"}],"#))
  }

  @Test func whatThePageDoesNotAllowIsSkippedWithTheReason() throws {
    let text = """
      {"scenarios": [{"id": "a.b", "title": "t", "exercises": ["chat.temperature"], "steps": [{"body": {"messages": [{}], "temperature": 3}}]}]}
      """
    let scenarios = try ScenarioLibrary(
      parsing: SpecLibrary(files: ["scenarios/x.json": Array(text.utf8)]))
    let spec = try SampleSpec.spec(parameters: SampleSpec.temperature)
    let entry = try Planner(spec: spec, scenarios: scenarios).plan(PlanOptions(only: ["a.b"]))
      .entries.first
    #expect(
      entry?.skipReason?.hasPrefix("the documentation does not allow this request") == true)
  }
}
