import Conformance
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Reports

@Suite struct JUnitReportTests {
  private func document(_ report: RunReport) throws -> XMLDocument {
    let text = JUnitReport.render(ReportSubject(report: report, spec: SampleSpec.spec))
    return try XMLDocument(data: Data(text.utf8))
  }

  private func attribute(_ name: String, of node: XMLNode?) -> String? {
    (node as? XMLElement)?.attribute(forName: name)?.stringValue
  }

  @Test func totalsAreRight() throws {
    let document = try document(SampleReport.report())
    let root = try #require(document.rootElement())
    let cases = try document.nodes(forXPath: "/testsuites/testsuite/testcase")
    #expect(attribute("tests", of: root) == String(cases.count))
    for (total, element) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
      let count = try document.nodes(forXPath: "//testcase/\(element)").count
      #expect(attribute(total, of: root) == String(count), "\(total)")
      for suite in try document.nodes(forXPath: "/testsuites/testsuite") {
        let own = try suite.nodes(forXPath: "testcase/\(element)").count
        #expect(attribute(total, of: suite) == String(own))
      }
    }
    #expect(attribute("failures", of: root) == "2")
    #expect(attribute("errors", of: root) == "1")
    #expect(attribute("skipped", of: root) == "4")
  }

  @Test func casesAreNamedAndPlaced() throws {
    let document = try document(SampleReport.report())
    let nodes = try document.nodes(
      forXPath: "//testcase[@name='chat.stream.terminator']")
    let failed = try #require(nodes.first)
    #expect(attribute("classname", of: failed) == "sample.chat.stream")
    #expect(attribute("file", of: failed) == "specs/sample.json")
    #expect(attribute("line", of: failed) == "24")
    #expect(attribute("time", of: failed) == "0.301")
    let failure = try #require(try failed.nodes(forXPath: "failure").first)
    #expect(attribute("type", of: failure) == "stream.finish-reason")
    #expect(attribute("message", of: failure)?.contains("\"eos\"") == true)
    let body = try #require(failure.stringValue)
    #expect(body.contains("stream.terminator") && body.contains("$SAMPLE_API_KEY"))
  }

  @Test func warningsFailOnlyWhereStrict() throws {
    for isStrict in [false, true] {
      let document = try document(SampleReport.report(strict: isStrict))
      let path = "//testcase[@name='headers.request-id']/"
      #expect(try document.nodes(forXPath: path + "failure").count == (isStrict ? 1 : 0))
      #expect(try document.nodes(forXPath: path + "system-out").count == (isStrict ? 0 : 1))
    }
  }

  @Test func timestampStandsOnlyWhereGiven() throws {
    #expect(try document(SampleReport.report()).nodes(forXPath: "//@timestamp").isEmpty)
    let stamped = try document(SampleReport.report(timestamp: "2026-11-20T12:00:00Z"))
    #expect(try stamped.nodes(forXPath: "//@timestamp").count == 6)
  }

  @Test func anInterruptedRunIsRed() throws {
    let report = RunReport(header: SampleReport.header(), results: [], isInterrupted: true)
    let root = try #require(try document(report).rootElement())
    #expect(attribute("errors", of: root) == "1")
  }

  @Test(arguments: HostileStrings.all)
  func staysWellFormed(_ hostile: HostileString) throws {
    let document = try document(HostileStrings.report(hostile.text))
    let root = try #require(document.rootElement())
    #expect(attribute("tests", of: root) == "8")
    #expect(try document.nodes(forXPath: "//testcase").count == 8)
    #expect(try document.nodes(forXPath: "//failure").count == 1)
  }
}
