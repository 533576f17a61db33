import Testing
import WireFormats

@testable import JSONSchema

@Suite(
  "Official suite, optional tests",
  .enabled(if: OfficialSuite.isPresent, "the official suite is not beside the repository"))
struct OptionalSuiteTests {
  /// The tests that are not met, each with the reason. One that is met after all fails.
  static let misses: [String: String] = [:]

  @Test("optional", arguments: OfficialSuite.optional)
  func optional(_ test: OfficialSuite.Case) throws {
    let isMet = OptionalSuiteTests.isMet(test)
    if let reason = OptionalSuiteTests.misses[test.description] {
      #expect(!isMet, "listed as a miss, but met: \(reason)")
    } else {
      #expect(isMet)
    }
  }

  @Test("none is missing, and each miss that is listed is a test")
  func count() {
    #expect(OfficialSuite.optional.count == 926)
    let names = Set(OfficialSuite.optional.map(\.description))
    for miss in OptionalSuiteTests.misses.keys { #expect(names.contains(miss)) }
  }

  private static func isMet(_ test: OfficialSuite.Case) -> Bool {
    let options = SchemaOptions(assertsFormat: test.file.hasPrefix("format/"))
    do {
      let schema = try Schema(
        compiling: test.schema, registry: OfficialSuite.registry, options: options)
      return schema.isValid(test.data) == test.isValid
        && schema.evaluatedViolations(in: test.data).isEmpty == test.isValid
    } catch {
      return false
    }
  }
}
