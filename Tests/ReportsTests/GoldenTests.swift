import Testing

@testable import Reports

/// Every writer over every verdict, byte for byte. `ASSAY_RECORD_GOLDEN=1 swift test --filter
/// GoldenTests` writes the files again.
@Suite struct GoldenTests {
  private static func subject(strict: Bool = false) -> ReportSubject {
    ReportSubject(
      report: SampleReport.report(strict: strict), spec: SampleSpec.spec,
      checks: SampleSpec.checks)
  }

  @Test(arguments: ReportFormat.all.map(\.name))
  func formats(_ name: String) throws {
    let format = try #require(ReportFormat.named(name))
    try Golden.expect(
      format.render(Self.subject()), matches: "sample.\(format.fileExtension)")
  }

  @Test func strictJUnit() throws {
    try Golden.expect(
      JUnitReport.render(Self.subject(strict: true)), matches: "strict.junit.xml")
  }

  @Test func terminal() throws {
    let reports = ["reports/sample.junit.xml", "reports/sample.md"]
    try Golden.expect(
      TerminalSummary.render(Self.subject(), reports: reports, colours: false),
      matches: "sample.terminal.txt")
  }
}
