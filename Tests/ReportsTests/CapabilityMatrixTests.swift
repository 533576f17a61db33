import Conformance
import Testing

@testable import Reports

@Suite struct CapabilityMatrixTests {
  private func observed(_ matrix: CapabilityMatrix) -> [String: Standing?] {
    Dictionary(
      matrix.sections.flatMap(\.rows).map { ($0.claim, $0.observed) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func laysTheReportOverTheSpec() {
    let matrix = CapabilityMatrix(
      of: ReportSubject(report: SampleReport.report(), spec: SampleSpec.spec))
    let cells = observed(matrix)
    #expect(cells["chat.basic"] == .pass)
    #expect(cells["chat.finish-reasons"] == .fail)
    #expect(cells["chat.stream.terminator"] == .fail)
    #expect(cells["chat.stream.usage"] == .some(nil))
    #expect(cells["chat.usage.total"] == .known)
    #expect(cells["headers.request-id"] == .warn)
    #expect(cells["embeddings.basic"] == .skip)
    #expect(matrix.coverage == (8, 10))
    #expect(matrix.sections.first { $0.name == "chat.stream" }?.worst == .fail)
  }

  @Test func blameGoesToTheClaimThatAFindingNames() {
    let finding = SampleReport.finding(
      "usage.total", place: .init(step: "request"), expected: "1", actual: "2",
      claim: "chat.usage.total")
    let result = ProbeResult(
      probe: SampleReport.probe("chat.basic", "x", line: 1),
      judgement: Judgement(deciding: [.found([finding])]))
    let report = RunReport(header: SampleReport.header(), results: [result])
    let cells = observed(CapabilityMatrix(of: ReportSubject(report: report)))
    #expect(cells["chat.usage.total"] == .fail)
    #expect(cells["chat.basic"] == .inconclusive)
  }

  @Test func theWorstCounts() {
    let good = ProbeResult(
      probe: SampleReport.probe("chat.a", "x", line: 1, claims: ["chat.basic"]),
      judgement: Judgement(verdict: .pass))
    let skipped = ProbeResult(
      probe: SampleReport.probe("chat.b", "x", line: 1, claims: ["chat.basic"]),
      judgement: .skipped("not now"))
    let report = RunReport(header: SampleReport.header(), results: [skipped, good])
    let cells = observed(CapabilityMatrix(of: ReportSubject(report: report)))
    #expect(cells["chat.basic"] == .pass)
  }
}
