import Conformance
import Testing

@testable import Reports

/// Results that one check broke are told together.
@Suite struct CauseTests {
  private static func result(_ id: String, _ checks: String...) -> ProbeResult {
    let findings = checks.map {
      SampleReport.finding($0, place: .init(step: "request"), expected: "a", actual: "b")
    }
    return ProbeResult(
      probe: SampleReport.probe(id, "Title of \(id)", line: 7),
      judgement: findings.isEmpty
        ? .error("gone") : Judgement(verdict: .fail, findings: findings))
  }

  private static let results = [
    result("chat.a", "usage.total", "chunks.id"), result("chat.b", "chunks.id"),
    result("chat.c", "usage.total"), result("chat.d", "usage.total"), result("chat.e"),
    result("chat.f", "usage.total"), result("chat.g", "usage.total"), result("chat.h"),
  ]

  private static let subject = ReportSubject(
    report: RunReport(header: SampleReport.header(), results: results), spec: SampleSpec.spec)

  @Test func groupsByTheGravestFinding() {
    let causes = Cause.all(of: Self.results)
    #expect(causes.map(\.check) == ["usage.total", "chunks.id", nil, nil])
    #expect(
      causes.map { $0.results.map(\.probe.id) } == [
        ["chat.a", "chat.c", "chat.d", "chat.f", "chat.g"], ["chat.b"], ["chat.e"], ["chat.h"],
      ])
  }

  @Test func theTerminalNamesTheFirstAndCountsTheOthers() {
    let text = TerminalSummary.render(Self.subject, colours: false)
    #expect(text.contains("FAIL   chat.a\n"))
    #expect(text.contains("       and 4 more by usage.total: chat.c, chat.d, chat.f, …\n"))
    #expect(text.contains("FAIL   chat.b\n") && !text.contains("FAIL   chat.c\n"))
    #expect(text.contains("ERROR  chat.e\n") && text.contains("ERROR  chat.h\n"))
  }

  @Test func markdownTellsTheFirstInFullAndTheOthersInALine() {
    let text = MarkdownReport.render(Self.subject)
    #expect(text.contains("## Failures (6/8)\n\n### ❌ <code>chat.a</code>"))
    #expect(text.contains("**4 more by <code>usage.total</code>:**\n\n- ❌ <code>chat.c</code>"))
    #expect(text.contains("### ❌ <code>chat.b</code>") && !text.contains("### ❌ <code>chat.c"))
  }

  @Test func htmlLinksToTheOthers() {
    let text = HTMLReport.render(Self.subject)
    #expect(text.contains("<summary>4 more by <code><bdi>usage.total</bdi></code></summary>"))
    for id in ["chat.a", "chat.c", "chat.g", "chat.h"] {
      #expect(text.contains("<a href=\"#probe.\(id)\">"))
    }
  }
}
