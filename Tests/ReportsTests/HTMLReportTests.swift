import Conformance
import Foundation
import Testing
import WireFormats

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Reports

@Suite struct HTMLReportTests {
  private func html(_ report: RunReport) -> String {
    HTMLReport.render(
      ReportSubject(report: report, spec: SampleSpec.spec, checks: SampleSpec.checks))
  }

  /// The blocks of JSON, by index.
  private func blocks(_ html: String) throws -> [JSONValue] {
    try html.split(separator: "<script type=\"application/json\"").dropFirst().map { part in
      let start = try #require(part.firstIndex(of: ">"))
      let end = try #require(part.firstRange(of: "</script>"))
      return try JSONDocument(parsing: Array(part[part.index(after: start)..<end.lowerBound].utf8))
        .value
    }
  }

  @Test func holdsNothingFromElsewhere() {
    let html = html(SampleReport.report())
    #expect(html.contains("default-src 'none'"))
    for forbidden in ["src=", "<iframe", "@import", "url(", "<form", "style=", "onclick"] {
      #expect(!html.replacing("script-src", with: "").contains(forbidden), "\(forbidden)")
    }
  }

  @Test func carriesEveryExchangeWithItsFindings() throws {
    let blocks = try blocks(html(SampleReport.report()))
    #expect(blocks.count == 6)
    let broken = try #require(blocks[1][0])
    let rows = try #require(broken["rows"]?.array)
    #expect(rows.compactMap { $0["label"]?.string }.first == "event 0")
    let marked = rows.flatMap { $0["raw"]?.array ?? [] }.filter { $0[1] != 0 }
    #expect(marked == [["\"eos\"", 1], ["", 2]])
    let raw = rows.flatMap { $0["raw"]?.array ?? [] }.compactMap { $0[0]?.string }.joined()
    #expect(raw == ByteGlyph.text(of: SampleReport.brokenStream.body, in: 0..<562))
    #expect(blocks[0][0]?["request"]?["curl"]?.string?.contains("$SAMPLE_API_KEY") == true)
  }

  @Test func drawsWhatCameWhen() throws {
    let blocks = try blocks(html(SampleReport.report()))
    let timeline = try #require(blocks[0][1]?["timeline"])
    #expect(timeline["reads"]?.array?.count == 4)
    #expect(
      timeline["events"] == [
        [40, "chunk", 0], [55, "chunk", 1], [55, "chunk", 2], [140, "finish", 3],
        [141, "terminator", 4],
      ])
    #expect(
      timeline["marks"] == [
        [40, "first byte"], [55, "first token"], [140, "finish"], [141, "terminator"],
        [142, "end"],
      ])
    #expect(
      blocks[0][1]?["caption"]
        == "first byte after 40 ms, first token after 55 ms, finish after 140 ms, terminator after 141 ms, end after 142 ms, 5 events in 4 reads, longest silence 85 ms, 724 bytes"
    )
  }

  @Test func showsSilencesThatStandOut() throws {
    let exchange = LargeReport.stream(events: 40)
    let lanes = try #require(Timeline.lanes(of: Evidence(of: exchange)))
    let gaps = try #require(lanes["gaps"]?.array)
    #expect(gaps.count == 1)
    #expect((gaps[0][1]?.double ?? 0) - (gaps[0][0]?.double ?? 0) >= 900)
  }

  @Test(arguments: HostileStrings.all)
  func hostileTextIsInert(_ hostile: HostileString) throws {
    let html = html(HostileStrings.report(hostile.text))
    #expect(
      html.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\u{200D}" || !VisibleText.isSuspect($0)
      })
    #expect(try blocks(html).count == 8)
    let scripts = html.ranges(of: "<script").count
    #expect(scripts == 9 && html.ranges(of: "</script").count == scripts)
    #expect(!html.contains("<img") && !html.contains("<b>"))
    // Elements and attributes are what they are without the hostile text.
    if !hostile.text.isEmpty {
      #expect(tags(html) == tags(self.html(HostileStrings.report("x"))))
    }
  }

  /// The names of all elements in order, but for those whose presence depends on the text.
  private func tags(_ html: String) -> [Substring: Int] {
    var counts: [Substring: Int] = [:]
    for part in html.split(separator: "<").dropFirst() {
      counts[part.prefix { $0.isLetter || $0.isNumber || $0 == "!" || $0 == "/" }, default: 0] += 1
    }
    return counts
  }

  @Test func longBodiesAreCutWhereNothingWasFound() throws {
    let body = "{\"a\":\"" + String(repeating: "x", count: 200_000) + "\",\"b\":null}"
    let finding = SampleReport.finding(
      "x", place: .init(step: "request", pointer: "/b"), expected: "a", actual: "b")
    let result = ProbeResult(
      probe: SampleReport.probe("chat.long", "x", line: 1),
      judgement: Judgement(deciding: [.found([finding])]),
      attempts: [.init(step: "request", exchange: SampleReport.answer(200, body))])
    let html = html(RunReport(header: SampleReport.header(), results: [result]))
    #expect(html.utf8.count < 120_000)
    let segments = try blocks(html)[0][0]?["rows"]?[0]?["raw"]?.array
    #expect(segments?.count == 3)
    #expect(segments?[1] == ["null", 1])
    #expect(segments?[0][0]?.string?.contains("bytes left out") == true)
  }

  @Test func longStreamsAreCutWhereNothingWasFound() throws {
    let exchange = LargeReport.stream(events: 2000)
    let layout = BodyLayout(
      Evidence(of: exchange),
      highlights: [
        Highlight(
          number: 1, range: exchange.body.count..<exchange.body.count, field: nil)
      ])
    #expect(layout.rows.count == 301)
    #expect(layout.rows[150]["label"]?.string?.hasPrefix("… 1704 rows left out") == true)
    #expect(layout.rows.last?["raw"]?.array?.last == ["", 1])
  }
}
