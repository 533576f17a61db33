import Conformance
import Testing

@testable import Reports

@Suite struct TerminalSummaryTests {
  private func text(_ report: RunReport, colours: Bool = false) -> String {
    TerminalSummary.render(
      ReportSubject(report: report, spec: SampleSpec.spec),
      reports: ["reports/sample.junit.xml", "reports/sample.md"], colours: colours)
  }

  @Test func failuresComeFirstAndTheNextStepLast() {
    let lines = text(SampleReport.report()).split(separator: "\n")
    #expect(lines.first == "FAIL   chat.stream.terminator")
    #expect(
      lines.contains(
        "8 probes: 1 fail, 1 error, 1 warn, 1 known deviation, 1 inconclusive, 1 unsupported, 1 pass, 1 skip"
      ))
    #expect(
      lines.suffix(3) == [
        "report  reports/sample.junit.xml", "report  reports/sample.md",
        "next    assay run sample --simulated --only chat.stream.terminator",
      ])
  }

  @Test func ofOthersTrafficNothingIsAskedAgain() {
    var report = SampleReport.report()
    report.header.mode = .judged
    let check = report.results.first(where: report.isFailure)?.judgement.findings.first?.check
    #expect(check != nil)
    #expect(text(report).split(separator: "\n").last == "next    assay explain \(check ?? "")")
  }

  @Test func coloursAreItsOwn() {
    #expect(!text(SampleReport.report()).contains("\u{1B}"))
    #expect(text(SampleReport.report(), colours: true).contains("\u{1B}[31mFAIL\u{1B}[0m"))
  }

  @Test(arguments: HostileStrings.all)
  func nothingFromTheWireReachesTheTerminalRaw(_ hostile: HostileString) {
    let text = text(HostileStrings.report(hostile.text))
    #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
    #expect(text.utf8.count < 40_000)
  }
}
