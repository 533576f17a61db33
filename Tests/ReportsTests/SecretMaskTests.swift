import Conformance
import Testing

@testable import Reports

@Suite struct SecretMaskTests {
  /// A report in which a server echoes the key in every spelling.
  private var leaking: RunReport {
    let key = SampleReport.key + "/+"
    let echo =
      "{\"error\":\"bad key \(key) \(PercentText.encoded(key)) "
      + "\(Base64Text.encoded(Array(key.utf8))) \(key.replacing("/", with: "\\/"))\"}"
    var exchange = SampleReport.answer(401, echo)
    exchange.request = SampleReport.request("{}", key: key)
    exchange.response?.fields.lines.append(HeaderField(name: "x-echo", value: "key=\(key)"))
    let finding = SampleReport.finding(
      "errors.no-secrets", place: .init(step: "request", offset: 18), expected: "no key",
      actual: key)
    return RunReport(
      header: SampleReport.header(),
      results: [
        ProbeResult(
          probe: SampleReport.probe("auth.key", "A key is needed", line: 1),
          judgement: Judgement(deciding: [.found([finding])]),
          attempts: [.init(step: "request", exchange: exchange)])
      ])
  }

  @Test(arguments: ReportFormat.all.map(\.name))
  func noFormatShowsAKey(_ name: String) throws {
    let format = try #require(ReportFormat.named(name))
    for spec in [SampleSpec.spec, nil] {
      let text = format.render(ReportSubject(report: leaking, spec: spec))
      #expect(!text.contains("0123456789abcdef"))
      #expect(!text.contains("c2stc2FtcGxl"))
      #expect(!text.contains("very-secret-session"))
    }
  }

  @Test func keepsOffsets() {
    let subject = ReportSubject(report: leaking, spec: SampleSpec.spec)
    let body = subject.report.results[0].attempts[0].exchange?.body
    #expect(body?.count == leaking.results[0].attempts[0].exchange?.body.count)
    #expect(
      body.map { String(decoding: $0, as: UTF8.self) }?.hasPrefix("{\"error\":\"bad key *****")
        == true)
  }

  @Test func isIdempotent() {
    let once = ReportSubject(report: leaking, spec: SampleSpec.spec)
    let twice = ReportSubject(report: once.report, spec: SampleSpec.spec)
    #expect(once.report.results[0].attempts == twice.report.results[0].attempts)
  }

  @Test func namesTheVariableWithoutASpec() {
    let subject = ReportSubject(report: leaking)
    let fields = subject.report.results[0].attempts[0].exchange?.request.fields
    #expect(fields?["Authorization"] == "Bearer $SAMPLE_API_KEY")
  }
}
