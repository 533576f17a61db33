import Conformance
import Foundation
import Testing
import WireFormats

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Reports

/// SARIF, TAP and the badges.
@Suite struct StructuredReportTests {
  private func sarif(_ report: RunReport) throws -> JSONValue {
    let text = SARIFReport.render(
      ReportSubject(report: report, spec: SampleSpec.spec, checks: SampleSpec.checks))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !VisibleText.isSuspect($0) })
    return try JSONDocument(parsing: Array(text.utf8)).value
  }

  @Test func sarifHasAResultForEveryFinding() throws {
    let report = SampleReport.report()
    let run = try #require(try sarif(report)["runs"]?[0])
    let results = try #require(run["results"]?.array)
    let findings = report.results.flatMap(\.judgement.findings)
    #expect(results.count == findings.count + report.staleDeviations.count)
    for result in results {
      let index = try #require(result["ruleIndex"]?.int)
      #expect(run["tool"]?["driver"]?["rules"]?[index]?["id"] == result["ruleId"])
    }
    let known = results.filter { $0["suppressions"] != nil }
    #expect(known.count == 1)
    let place = results[0]["locations"]?[0]?["physicalLocation"]
    #expect(place?["artifactLocation"]?["uri"] == "specs/sample.json")
    #expect(place?["region"]?["startLine"] == 24)
    #expect(run["invocations"]?[0]?["toolExecutionNotifications"]?.array?.count == 2)
  }

  @Test func sarifKeepsFingerprintsOverRuns() throws {
    var moved = SampleReport.report()
    moved.results[1].judgement.findings[0].actual = "other"
    moved.results[1].judgement.findings[1].place.offset = 12
    let pointer: JSONPointer = "/runs/0/results/1/partialFingerprints"
    #expect(try sarif(moved)[pointer] == sarif(SampleReport.report())[pointer])
  }

  @Test func sarifOfAnIncompleteRunSaysSo() throws {
    let report = RunReport(header: SampleReport.header(), results: [], isInterrupted: true)
    let invocation = try sarif(report)["runs"]?[0]?["invocations"]?[0]
    #expect(invocation?["executionSuccessful"] == false)
    #expect(invocation?["exitCode"] == 130)
  }

  @Test(arguments: HostileStrings.all)
  func hostileTextIsData(_ hostile: HostileString) throws {
    let report = HostileStrings.report(hostile.text)
    #expect(try sarif(report)["runs"]?[0]?["results"]?.array?.count == 15)
    let subject = ReportSubject(report: report)
    let tap = TAPReport.render(subject).split(separator: "\n")
    #expect(tap.count { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") } == 8)
    #expect(tap.count { $0.hasPrefix("  ---") } == tap.count { $0.hasPrefix("  ...") })
    #expect(tap.allSatisfy { !$0.hasPrefix("Bail out!") })
    _ = try XMLDocument(data: Data(BadgeReport.svg(subject).utf8))
    let endpoint = try JSONDocument(parsing: Array(BadgeReport.endpoint(subject).utf8)).value
    #expect(endpoint["schemaVersion"] == 1)
  }

  @Test func tapMarksWhatDoesNotCount() {
    let text = TAPReport.render(ReportSubject(report: SampleReport.report()))
    #expect(text.contains("not ok 8 - chat.usage.total # TODO known deviation: the gateway adds"))
    #expect(text.contains("ok 7 - embeddings.basic # SKIP skip: no embedding model is known"))
    #expect(text.contains("\n1..9\n"))
  }

  @Test(arguments: [("a#b\\c", "a\\#b\\\\c")])
  func tapEscapes(_ reason: String, _ escaped: String) {
    let result = ProbeResult(
      probe: SampleReport.probe("a.b", "x", line: 1), judgement: .skipped(reason))
    let report = RunReport(header: SampleReport.header(), results: [result])
    #expect(TAPReport.render(ReportSubject(report: report)).contains("# SKIP skip: \(escaped)"))
  }

  @Test func badgesSayTheOutcome() {
    let text = BadgeReport.endpoint(ReportSubject(report: SampleReport.report()))
    #expect(text.contains("\"message\": \"deviates 1/6\""))
    let empty = RunReport(header: SampleReport.header(), results: [])
    #expect(BadgeReport.svg(ReportSubject(report: empty)).contains("conforms 0/0"))
  }
}
