import JSONSchema
import Testing
import WireFormats

/// The schema that the executable prints, held against the reports that it writes.
@Suite struct ReportSchemaTests {
  @Test(arguments: [
    ["--profile", "smoke"],
    [
      "--fault", "sse-missing-done,je-invalid-utf8,usage-total-mismatch,err-plain-text", "--strict",
    ],
    ["--shard", "2/5", "--profile", "full", "--samples", "2"],
  ])
  func everyLineOfARunIsValid(_ options: [String]) throws {
    let printed = try AssayProcess.run(["schema", "report"])
    #expect(printed.status == 0 && printed.errors == "")
    let schema = try Schema(compiling: JSONDocument(parsing: Array(printed.output.utf8)).value)
    let run = try AssayProcess.run(
      ["run", "flexai", "--simulated", "--report", "json=-", "--quiet"] + options)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count > 5, "\(run.errors)")
    for line in lines {
      let value = try JSONDocument(parsing: Array(line.utf8)).value
      #expect(schema.violations(in: value) == [], "\(line.prefix(200))")
    }
  }
}
