import Conformance
import Planning
import Testing
import WireFormats

@Suite struct DocumentTests {
  @Test func thePlanIsToldInFull() throws {
    let planner = Planner(
      spec: try SampleSpec.spec(parameters: SampleSpec.temperature), scenarios: ScenarioLibrary())
    let options = PlanOptions(only: ["chat.temperature.a*imum"], skip: ["*.above-maximum"])
    let document = PlanDocument(
      plan: try planner.plan(options), spec: planner.spec, options: options)
    let json = document.json
    #expect(json["spec"] == "sample")
    #expect(json["cost"] == ["requests": 2, "promptTokens": 50, "outputTokens": 16])
    #expect(json["probes"]?.array?.count == 3)
    #expect(json["probes"]?[0]?["id"] == "chat.temperature.at-minimum")
    #expect(json["probes"]?[0]?["steps"]?[0]?["path"] == "/chat/completions")
    #expect(json["probes"]?[0]?["steps"]?[0]?["body"]?["temperature"] == 0)
    #expect(json["probes"]?[0]?["skip"] == .null)
    #expect(json["probes"]?[2]?["skip"] == "left out on request")
    let lines = document.table.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(2) == [
        "PROBE                           LEVEL   REQUESTS  OUTPUT  CLAIM",
        "chat.temperature.at-minimum     must           1       8  chat.temperature.minimum",
      ])
    #expect(document.table.contains("3 probes, 1 skipped; at most 2 requests"))
    #expect(document.table.contains("4 bytes"))
  }

  @Test func noCellOfTheTableIsEmpty() throws {
    var plans: [(spec: ProviderSpec, plan: Plan)] = []
    for path in Bundled.library.providerPaths {
      let planner = try Bundled.planner(path)
      plans.append((planner.spec, try planner.plan(PlanOptions(profile: .full))))
    }
    let table = ProbeTable(plans)
    #expect(
      table.rows.count
        == plans.reduce(0) { $0 + $1.spec.endpoints.reduce(0) { $0 + $1.parameters.count } })
    for row in table.rows {
      for cell in [row.boundary, row.standard, row.effect] {
        switch cell {
        case .probes(let ids): #expect(!ids.isEmpty, "\(row.spec) \(row.parameter)")
        case .reason(let reason): #expect(!reason.isEmpty, "\(row.spec) \(row.parameter)")
        }
      }
    }
    let markdown = table.markdown
    for (spec, _) in plans { #expect(markdown.contains("## \(spec.id)")) }
    #expect(!markdown.contains("|  |"))
  }
}
