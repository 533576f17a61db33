import Conformance
import Testing
import WireFormats

@testable import Reports

@Suite struct RunReportCodecTests {
  private static let subject = ReportSubject(
    report: SampleReport.report(timestamp: "2026-11-20T12:00:00Z"), spec: SampleSpec.spec)
  private static let bytes = Array(RunReportCodec.encode(subject).utf8)

  private func error(_ text: String) -> ReportError? {
    do throws(ReportError) {
      _ = try RunReportCodec.decode(Array(text.utf8))
      return nil
    } catch { return error }
  }

  private static func lines() -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0 + "\n" }
  }

  private func expectEqual(_ left: RunReport, _ right: RunReport) {
    #expect(left.header == right.header)
    #expect(left.staleDeviations == right.staleDeviations)
    #expect(left.isInterrupted == right.isInterrupted)
    #expect(left.results.count == right.results.count)
    for (one, other) in zip(left.results, right.results) {
      #expect(one.probe == other.probe)
      #expect(one.judgement == other.judgement)
      #expect(one.attempts == other.attempts)
      #expect(one.samples == other.samples)
      #expect(one.knownDeviation == other.knownDeviation)
    }
  }

  @Test func readsBackWhatItWrote() throws {
    expectEqual(try RunReportCodec.decode(Self.bytes), Self.subject.report)
  }

  @Test func everyMemberSurvives() throws {
    let report = RunReport(
      header: SampleReport.header(strict: true), results: [FullReport.result],
      isInterrupted: true)
    let subject = ReportSubject(report: report, spec: SampleSpec.spec)
    expectEqual(
      try RunReportCodec.decode(Array(RunReportCodec.encode(subject).utf8)), subject.report)
  }

  /// A member added to a value must be added to the codec and to ``FullReport``, or it is lost
  /// without a word.
  @Test func knowsEveryMember() throws {
    let result = FullReport.result
    let attempt = try #require(result.attempts.first)
    let exchange = try #require(attempt.exchange)
    let finding = try #require(result.judgement.findings.first)
    let known = try #require(result.knownDeviation)
    let values: [(Any, Int)] = [
      (SampleReport.header(), 11), (result, 5), (result.probe, 11), (result.probe.steps[0], 9),
      (result.probe.cost, 3), (result.probe.location, 4), (result.judgement, 4), (finding, 10),
      (finding.place, 6), (finding.source, 5), (attempt, 4), (exchange, 11),
      (exchange.request, 5), (try #require(exchange.response), 4), (known, 5),
      (Self.subject.report, 4),
    ]
    for (value, count) in values {
      #expect(Mirror(reflecting: value).children.count == count, "\(type(of: value))")
    }
  }

  @Test(arguments: HostileStrings.all)
  func hostileTextSurvives(_ hostile: HostileString) throws {
    let subject = ReportSubject(report: HostileStrings.report(hostile.text))
    let text = RunReportCodec.encode(subject)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !VisibleText.isSuspect($0) })
    expectEqual(try RunReportCodec.decode(Array(text.utf8)), subject.report)
  }

  @Test func aTruncatedFileIsNeverWhole() throws {
    let text = String(decoding: Self.bytes, as: UTF8.self)
    #expect(error(text) == nil)
    let lines = Self.lines()
    for count in 0..<lines.count {
      let head = lines.prefix(count).joined()
      #expect(error(head) != nil)
      let next = Array(lines[count].utf8)
      let half = Array(head.utf8) + next.dropLast()
      #expect(throws: ReportError.self) { try RunReportCodec.decode(half) }
    }
  }

  @Test func aJournalKeepsWhatIsWhole() throws {
    let lines = Self.lines()
    let whole = lines.prefix(4).joined()
    let journal = try RunReportCodec.decodeJournal(Array((whole + lines[4].dropLast(9)).utf8))
    #expect(journal.report == nil)
    #expect(journal.results.count == 3)
    #expect(journal.keptByteCount == whole.utf8.count)
    let all = try RunReportCodec.decodeJournal(Self.bytes)
    #expect(all.keptByteCount == Self.bytes.count - (lines.last?.utf8.count ?? 0))
  }

  @Test func linesAreThoseOfTheWhole() throws {
    let report = SampleReport.report(timestamp: "2026-11-20T12:00:00Z")
    let lines =
      [RunReportCodec.headerLine(report.header)]
      + report.results.map {
        RunReportCodec.line(for: $0, header: report.header, spec: SampleSpec.spec)
      } + [RunReportCodec.footerLine(report)]
    #expect(lines == Self.lines())
  }

  @Test func saysWhatIsWrongAndWhere() throws {
    let lines = Self.lines()
    let cases: [(String, String)] = [
      ("", "line 1: a report begins with a header line"),
      (lines[1], "line 1: a report begins with a header line"),
      (lines[0], "line 2: the footer is missing after 0 results"),
      (lines[0] + "{\n", "line 2: not JSON, column 2"),
      (lines[0] + "[]\n", "line 2: not an object"),
      (lines[0] + "{\"type\":\"x\"}\n", "line 2: /type: \"x\" is no word that is known here"),
      (lines[0] + lines[1] + lines[1], "line 3: a second result for \"chat.basic\""),
      (lines[0] + lines[1] + (lines.last ?? ""), "line 3: /results: says \"8\", but"),
      (lines.joined() + "x", "line 11: nothing may follow the footer"),
      (lines.joined() + lines[1], "line 11: nothing may follow the footer"),
      (
        lines[0].replacing("\"version\":1", with: "\"version\":2"),
        "line 1: /version: version 2 of the format"
      ),
      (
        lines[0].replacing("assay-report", with: "other"),
        "line 1: /format: the format is \"other\""
      ),
      (
        lines[0] + lines[1].replacing("\"level\":\"must\"", with: "\"level\":\"most\""),
        "line 2: /probe/steps/0/expectation/level: \"most\" is no word"
      ),
      (
        lines[0] + lines[1].replacing("\"line\":10", with: "\"line\":\"10\""),
        "line 2: /probe/location/line: not an integer"
      ),
      (
        lines[0] + lines[1].replacing("\"standing\":\"pass\"", with: "\"standing\":\"fail\""),
        "line 2: /standing: says \"fail\", but the results are pass"
      ),
      (
        lines.joined().replacing("\"exitCode\"", with: "\"x\"").replacing(
          "\"outcome\":\"deviates\"", with: "\"outcome\":\"conforms\""),
        "line 10: /outcome: says \"conforms\", but the results are deviates"
      ),
    ]
    for (text, message) in cases {
      let description = error(text)?.description ?? "no error"
      #expect(description.hasPrefix(message), "\(description)")
    }
  }
}
