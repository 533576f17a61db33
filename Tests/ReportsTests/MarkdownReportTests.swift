import Conformance
import Testing
import WireFormats

@testable import Reports

@Suite struct MarkdownReportTests {
  private func text(_ report: RunReport, limit: Int = MarkdownReport.commentLimit) -> String {
    MarkdownReport.render(ReportSubject(report: report, spec: SampleSpec.spec), limit: limit)
  }

  @Test func tellsWhatBrokeFirst() throws {
    let text = text(SampleReport.report())
    let order = [
      "## What broke", "## Documented and observed", "## Failures (1/8)", "## Stale entries",
      "## Errors (1/8)",
      "## Warnings (1/8)", "## Known deviations (1/8)", "## Inconclusive (1/8)",
      "## Unsupported (1/8)", "<summary>Skipped (1/8)", "<summary>Passed (1/8)",
    ]
    var rest = text[...]
    for heading in order {
      let found = try #require(rest.firstRange(of: heading), "\(heading)")
      rest = rest[found.upperBound...]
    }
  }

  @Test(arguments: [1_000, 3_000, 6_000, 8_000, 20_000])
  func staysUnderItsLimitAndSaysSo(_ limit: Int) {
    let whole = text(SampleReport.report())
    let cut = text(SampleReport.report(), limit: limit)
    #expect(cut.utf8.count <= limit)
    #expect(cut.contains("**Cut here**") == (cut != whole))
    let opened = cut.ranges(of: "<details>").count
    #expect(opened == cut.ranges(of: "</details>").count)
  }

  @Test(arguments: HostileStrings.all)
  func hostileTextIsInert(_ hostile: HostileString) {
    let text = text(HostileStrings.report(hostile.text))
    #expect(text.utf8.count <= MarkdownReport.commentLimit)
    #expect(
      text.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\u{200D}" || !VisibleText.isSuspect($0)
      })
    var fence: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if line == open { fence = nil }
        continue
      }
      if ticks.count >= 3 {
        fence = ticks
        continue
      }
      #expect(!line.contains("<script") && !line.contains("<img") && !line.contains("<b>"))
      #expect(!line.contains("@team") && !line.contains("](javascript"))
      #expect(!line.contains("https://evil") && !line.contains("www.evil"))
    }
    #expect(fence == nil)
  }

  @Test(arguments: [
    ("a|b", "a&#124;b"), ("@me #1", "<code>@</code>me <code>#</code>1"), ("1. x", "1&#46; x"),
    ("http://x", "http&#58;//x"), ("-x --y", "&#45;x --y"), ("a: b", "a: b"), (":+1:", "&#58;+1:"),
    ("www.x.y 1.0", "www&#46;x.y 1.0"),
    ("1.0.2", "1.0.2"), ("1)", "1&#41;"), ("allow.", "allow."),
  ])
  func proseIsInert(_ text: String, _ inert: String) { #expect(MarkdownText.prose(text) == inert) }

  @Test func fencesAreLongEnough() {
    #expect(MarkdownText.block("a\n````\nb") == "`````text\na\n````\nb\n`````\n")
  }

  @Test(arguments: [
    ("javascript:alert(1)", "x"), ("https://a.test/(b)|c", "[x](https://a.test/%28b%29%7Cc)"),
  ])
  func onlyWebAddressesBecomeLinks(_ address: String, _ link: String) {
    #expect(MarkdownText.link("x", to: address) == link)
  }
}
