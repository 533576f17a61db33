import Checks
import Conformance
import Specifications
import Testing
import WireFormats

@Suite struct ScenarioChecksTests {
  static let paths = BundledSpecs.paths.filter { $0.hasPrefix("scenarios/") }

  @Test(arguments: paths) func everyCheckThatAScenarioNamesExists(path: String) throws {
    let document = try JSONDocument(parsing: BundledSpecs.bytes(at: path) ?? [])
    let known = Set(CheckRegistry.outcomeChecks.map { $0.description.id })
    for scenario in document.value["scenarios"]?.array ?? [] {
      for check in scenario["checks"]?.array ?? [] {
        #expect(known.contains(check["check"]?.string ?? ""))
      }
    }
  }

  @Test func namesAreUnique() {
    let ids = CheckRegistry.outcomeChecks.map { $0.description.id }
    #expect(Set(ids).count == ids.count)
  }
}
