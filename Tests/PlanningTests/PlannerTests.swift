import Conformance
import Planning
import Testing
import WireFormats

@Suite struct PlannerTests {
  private func planner(_ parameters: String = SampleSpec.temperature) throws -> Planner {
    Planner(spec: try SampleSpec.spec(parameters: parameters), scenarios: ScenarioLibrary())
  }

  @Test func boundariesOfANumber() throws {
    let plan = try planner().plan(PlanOptions(only: ["chat.temperature.*"]))
    let values = plan.entries.map { entry -> String in
      guard case .json(let body) = entry.probe.steps[0].body else { return "" }
      return "\(entry.probe.id) \(body["temperature"]?.serialized() ?? "-")"
    }
    #expect(
      values == [
        "chat.temperature.at-minimum 0", "chat.temperature.below-minimum -0.1",
        "chat.temperature.at-maximum 2.0", "chat.temperature.above-maximum 2.1",
        "chat.temperature.wrong-type.string \"text\"", "chat.temperature.null null",
        "chat.temperature.default 1", "chat.temperature.contrast 0",
      ])
    #expect(plan.entries[1].probe.claims.first == "chat.temperature.minimum")
  }

  @Test func aDefaultIsHeldAgainstAControlPair() throws {
    let plan = try planner().plan(PlanOptions(only: ["chat.temperature.default"]))
    let probe = try #require(plan.entries.first?.probe)
    #expect(probe.steps.map(\.name) == ["explicit", "explicit-again", "omitted"])
    let values = probe.steps.map { step -> JSONValue? in
      guard case .json(let body) = step.body else { return nil }
      return body["temperature"]
    }
    #expect(values == [1, 1, nil])
    #expect(probe.dependsOnSampling)
    #expect(
      probe.checks == [
        CheckInvocation(
          check: "outcome.same-text",
          arguments: [
            "control": ["explicit", "explicit-again"], "subject": "omitted",
            "claim": "chat.temperature.default",
          ])
      ])
  }

  @Test func defaultsThatShowAreTriedByTheirEffect() throws {
    let plan = try planner(
      """
      "n": {"schema": {"type": "integer", "default": 1}, "cite": "page: all"},
      "stream": {"schema": {"type": "boolean", "default": false}, "cite": "page: all"},
      "max_completion_tokens": {"schema": {"type": "integer", "default": 16}, "cite": "page: all"}
      """
    ).plan(PlanOptions(profile: .full, only: ["chat.*.default"]))
    #expect(
      plan.entries.map { "\($0.probe.id) \($0.probe.checks[0].check)" } == [
        "chat.n.default outcome.choices", "chat.stream.default outcome.answer-form",
        "chat.max_completion_tokens.default outcome.cap",
      ])
  }

  @Test func companionsStandBesideAParameter() throws {
    let plan = try planner(
      """
      "logprobs": {"schema": {"type": "boolean"}, "cite": "page: all"},
      "top_logprobs": {
        "schema": {"type": "integer", "minimum": 0, "maximum": 20}, "with": {"logprobs": true},
        "cite": "page: all"
      }
      """
    ).plan(PlanOptions(only: ["chat.top_logprobs.at-maximum"]))
    guard case .json(let body)? = plan.entries.first?.probe.steps.first?.body else {
      Issue.record("no request")
      return
    }
    #expect(body["logprobs"] == true)
    #expect(body["top_logprobs"] == 20)
    #expect(body["max_tokens"] == 8)
  }

  @Test func rulesBecomeProbesOfTheirOwnName() throws {
    let text = """
      "best_of": {"schema": {"type": "integer"}, "cite": "page: all"}
      }, "rules": [{"id": "chat.rules.best-of-with-stream", "says": "…", "request": {"best_of": 2, "stream": true, "max_tokens": null}, "outcome": "rejected", "cite": "page: all"}], "waived": {
      """
    let plan = try planner(text).plan(PlanOptions(only: ["chat.rules.*"]))
    let probe = try #require(plan.entries.first?.probe)
    #expect(probe.id == "chat.rules.best-of-with-stream")
    guard case .json(let body) = probe.steps[0].body else { return }
    #expect(body["best_of"] == 2)
    #expect(body["stream"] == true)
    #expect(body["max_tokens"] == nil)
    #expect(probe.steps[0].expectation == .rejected(statuses: [], level: .must))
  }

  @Test func globsChooseAndSkip() throws {
    let planner = try planner()
    let chosen = try planner.plan(
      PlanOptions(profile: .full, only: ["*.temperature.at-m??imum", "chat.messages.required"]))
    #expect(
      chosen.entries.map(\.probe.id) == [
        "chat.messages.missing", "chat.temperature.at-minimum", "chat.temperature.at-maximum",
      ])
    let skipped = try planner.plan(PlanOptions(skip: ["chat.temperature*"]))
    let reasons = skipped.entries.filter { $0.probe.id.hasPrefix("chat.temperature") }
      .map(\.skipReason)
    #expect(!reasons.isEmpty && reasons.allSatisfy { $0 == "left out on request" })
    #expect(skipped.cost.requests < (try planner.plan().cost.requests))
  }

  @Test func nothingMatchedIsToldWithWhatWasMeant() throws {
    #expect(
      throws: PlanError.nothingMatched(
        globs: ["chat.temperature.at-minimun"], nearest: "chat.temperature.at-minimum")
    ) { try planner().plan(PlanOptions(only: ["chat.temperature.at-minimun"])) }
  }

  @Test func refusalsStandOnAnAnswer() throws {
    let plan = try Bundled.planner("openai.json").plan()
    let negative = plan.entries.first { $0.probe.id == "chat.temperature.above-maximum" }
    #expect(negative?.probe.prerequisites == ["chat.plain"])
    let positive = plan.entries.first { $0.probe.id == "chat.temperature.at-maximum" }
    #expect(positive?.probe.prerequisites == [])
    let alone = try Bundled.planner("openai.json").plan(
      PlanOptions(only: ["chat.temperature.above-maximum"]))
    #expect(alone.entries.first?.probe.prerequisites == [])
  }

  @Test func samplesMultiplyWhatDependsOnThem() throws {
    let once = try planner().plan(PlanOptions(only: ["chat.temperature.default"]))
    let thrice = try planner().plan(PlanOptions(only: ["chat.temperature.default"], samples: 3))
    #expect(thrice.cost.requests == 3 * once.cost.requests)
    let fixed = try planner().plan(PlanOptions(only: ["chat.temperature.at-minimum"], samples: 3))
    #expect(fixed.cost.requests == 1)
  }

  @Test func costsAreCeilings() throws {
    func tokens(_ only: String, _ parameters: String) throws -> Int {
      try planner(parameters).plan(PlanOptions(profile: .full, only: [only])).cost.outputTokens
    }
    let n = #""n": {"schema": {"type": "integer", "maximum": 128}, "cite": "page: all"}"#
    #expect(try tokens("chat.n.at-maximum", n) == 128)
    #expect(try tokens("chat.temperature.at-minimum", SampleSpec.temperature) == 8)
    #expect(try tokens("chat.max_tokens.wrong-type.string", SampleSpec.temperature) == 256)
    let capped =
      #""max_completion_tokens": {"schema": {"type": "integer", "default": 40}, "cite": "page: all"}"#
    #expect(try tokens("chat.max_tokens.wrong-type.string", capped) == 40)
    let huge = #""n": {"schema": {"type": "integer", "maximum": 1e18}, "cite": "page: all"}"#
    #expect(try tokens("chat.n.at-maximum", huge) > 0)
  }

  @Test func embeddingsWithoutAModelAreSkippedWithTheReason() throws {
    let library = Bundled.library
    let text = String(decoding: library.files["openai.json"] ?? [], as: UTF8.self)
      .replacing("\"embeddingModel\": \"text-embedding-3-small\",", with: "")
    let spec = try ProviderSpec(
      parsing: Array(text.utf8), name: "specs/openai.json", library: library)
    let planner = Planner(spec: spec, scenarios: try ScenarioLibrary(parsing: library))
    let entries = try planner.plan(PlanOptions(only: ["embeddings.*"])).entries
    #expect(!entries.isEmpty)
    #expect(entries.allSatisfy { $0.skipReason == "no embedding model is known: name one" })
    let named = try planner.plan(PlanOptions(embeddingModel: "e-1", only: ["embeddings.string"]))
    #expect(named.entries.first?.skipReason == nil)
  }
}
