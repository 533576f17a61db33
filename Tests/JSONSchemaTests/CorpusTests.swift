import Testing
import WireFormats

@testable import JSONSchema

@Suite("Corpus of violations")
struct CorpusTests {
  @Test("Each violation is told with its places and words", arguments: Corpus.cases)
  func violations(_ test: Corpus.Case) throws {
    let schema = try Schema(
      compiling: test.schema, options: SchemaOptions(assertsFormat: test.file == "formats.json"))
    let found = schema.violations(in: test.data)
    #expect(schema.evaluatedViolations(in: test.data) == found)
    #expect(found == test.violations)
    #expect(found.isEmpty == test.isValid)
    #expect(schema.isValid(test.data) == test.isValid)
  }

  @Test("The corpus is there, and nothing in it is invalid without a violation")
  func corpus() {
    #expect(Corpus.cases.count > 40)
    for test in Corpus.cases { #expect(test.isValid == test.violations.isEmpty, "\(test)") }
  }
}
