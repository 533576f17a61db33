import Testing
import WireFormats

@testable import Reports

@Suite struct GitHubAnnotationsTests {
  @Test(arguments: HostileStrings.all)
  func hostileTextBeginsNoCommand(_ hostile: HostileString) {
    let text = GitHubAnnotations.render(
      ReportSubject(report: HostileStrings.report(hostile.text), spec: SampleSpec.spec))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 5)
    for line in lines {
      #expect(["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0) })
      #expect(line.unicodeScalars.allSatisfy { $0 == "\u{200D}" || !VisibleText.isSuspect($0) })
    }
  }

  @Test func pointsIntoTheSpec() {
    let text = GitHubAnnotations.render(
      ReportSubject(report: SampleReport.report(), spec: SampleSpec.spec))
    #expect(
      text.hasPrefix(
        "::error file=specs/sample.json,line=24,col=7,title=chat.stream.terminator%3A fail::"))
  }
}
