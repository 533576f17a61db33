import Conformance
import Planning
import Testing
import WireFormats

@Suite struct PlannerTests {
  @Test func boundariesOfANumber() throws {
    let spec = try SampleSpec.spec(parameters: SampleSpec.temperature)
    let plan = try Planner(spec: spec, scenarios: ScenarioLibrary()).plan(
      PlanOptions(only: ["chat.temperature.*"]))
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
    #expect(plan.entries[1].probe.steps[0].expectation == .rejected(statuses: [], level: .should))
    #expect(plan.entries[0].probe.steps[0].expectation == .accepted(level: .must))
    #expect(plan.entries[5].probe.steps[0].expectation == .any)
  }
}
