import Conformance
import Planning
import Testing

@Suite struct ClaimCoverageTests {
  static let paths = Bundled.library.providerPaths

  @Test(arguments: paths) func everyClaimIsExercisedOrWaived(path: String) throws {
    let coverage = try ClaimCoverage(
      of: try Bundled.spec(path), scenarios: try ScenarioLibrary(parsing: Bundled.library))
    let missing = coverage.uncovered.map {
      "\($0.claim.id)" + ($0.skipReason.map { " (\($0))" } ?? "")
    }
    #expect(missing == [])
  }
}
