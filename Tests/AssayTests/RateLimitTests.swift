import Assay
import Testing

/// A run meets 429 now and then and tries again; what was wrong with the 429 is told all the same.
@Suite struct RateLimitTests {
  /// A probe that was limited once and then answered.
  private func limited(_ fields: HeaderFields) async throws -> (Judgement, RunReport) {
    let suite = try Suite("flexai")
    let provider = try ReferenceProvider(spec: suite.spec)
    let plan = try suite.plan(PlanOptions(only: ["chat.plain"]))
    var result = try #require(await suite.run(plan, against: .simulated(provider)).first)
    try #require(result.judgement.verdict == .pass)
    var attempt = try #require(result.attempts.first)
    let body = """
      {"error":{"message":"Slow down.","type":"rate_limit_error","param":null,\
      "code":"rate_limit_exceeded"}}
      """
    var exchange = try #require(attempt.exchange)
    exchange.body = Array(body.utf8)
    exchange.reads = [.init(milliseconds: 1, byteCount: body.utf8.count)]
    var head = try #require(exchange.response)
    head.status = 429
    for field in fields.lines { head.fields.set(field.name, to: field.value) }
    head.fields.set("Content-Length", to: String(body.utf8.count))
    exchange.response = head
    attempt.exchange = exchange
    var last = result.attempts[0]
    last.number = 2
    result.attempts = [attempt, last]
    result.judgement = ProbeJudge(context: suite.context).judgement(
      of: result.probe, attempts: result.attempts)
    let report = RunReport(
      header: RunReport.Header(
        spec: "flexai", title: suite.spec.title, specFile: suite.spec.location.file,
        specDigest: suite.spec.digest, model: "m", mode: .simulated, profile: .standard,
        version: "0", command: ""),
      results: [result])
    return (result.judgement, report)
  }

  @Test func aProperLimitIsNoFinding() async throws {
    let (judgement, _) = try await limited(["Retry-After": "1"])
    #expect(judgement.verdict == .pass)
    #expect(judgement.findings.isEmpty)
  }

  @Test func aMalformedLimitIsToldOfItsAttempt() async throws {
    let (judgement, report) = try await limited(["Retry-After": "1 second"])
    let finding = try #require(judgement.findings.first)
    #expect(judgement.findings.count == 1)
    #expect(finding.check == "errors.retry-after-form")
    #expect(finding.place.attempt == 1)
    let shown = try #require(report.results.first).exchange(
      of: finding.place.step, attempt: finding.place.attempt)
    #expect(shown?.status == 429)
    let subject = ReportSubject(report: report, spec: try Suite("flexai").spec, checks: [])
    let text = RunReportCodec.encode(subject)
    #expect(text.contains(#""attempt":1"#))
    let read = try RunReportCodec.decode(Array(text.utf8))
    #expect(read.results.first?.judgement.findings == judgement.findings)
  }
}
