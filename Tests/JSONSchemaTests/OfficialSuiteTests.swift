import Testing
import WireFormats

@testable import JSONSchema

@Suite(
  "Official suite, draft 2020-12",
  .enabled(if: OfficialSuite.isPresent, "the official suite is not beside the repository"))
struct OfficialSuiteTests {
  @Test("required", arguments: OfficialSuite.required)
  func required(_ test: OfficialSuite.Case) throws {
    let schema = try Schema(compiling: test.schema, registry: OfficialSuite.registry)
    #expect(schema.evaluatedViolations(in: test.data).isEmpty == test.isValid)
    #expect(schema.isValid(test.data) == test.isValid)
  }

  @Test("none is missing")
  func count() {
    #expect(OfficialSuite.required.count == 1_299)
  }
}
