import Assay
import Testing

@Suite struct LibraryTests {
  /// The README's example, so that it keeps compiling and passing.
  @Test func theReadmeExample() async throws {
    let suite = try Suite("flexai")
    let plan = try suite.plan(PlanOptions(profile: .smoke))
    let provider = try ReferenceProvider(spec: suite.spec)
    let results = await suite.run(plan, against: .simulated(provider))
    for result in results {
      #expect(result.judgement.verdict == .pass, "\(result.probe.id): \(result.judgement)")
    }
  }
}
