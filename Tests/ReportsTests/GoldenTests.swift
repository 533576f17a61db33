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
    // The page's own style and script, and their hashes, are not what is tested here.
    let text = format.render(Self.subject())
      .replacing(HTMLStyle.text, with: "…").replacing(HTMLScript.text, with: "…")
      .replacing(/sha256-[A-Za-z0-9+\/]+=/, with: "sha256-…")
    try Golden.expect(text, matches: "sample.\(format.fileExtension)")
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
