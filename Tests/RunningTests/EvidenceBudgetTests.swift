import Conformance
import Testing
import WireFormats

@testable import Running

/// What is kept of others' traffic is bounded, whatever the order in which files are read.
@Suite struct EvidenceBudgetTests {
  private static func result(_ id: String, _ verdict: Verdict, bytes: Int) -> ProbeResult {
    let request = HTTPRequest(
      method: "POST", origin: HTTPOrigin(scheme: "http", host: "localhost", basePath: "/v1"),
      target: "/v1/chat/completions", fields: [:])
    let exchange = HTTPExchange(
      request: request, response: HTTPResponseHead(status: 200),
      body: Array(repeating: 0x78, count: bytes))
    let step = ProbeStep(
      endpoint: "chat", method: "POST", body: .raw([0x7B, 0x7D]), expectation: .unknown)
    return ProbeResult(
      probe: Probe(
        id: id, title: id, claims: [], level: .must, steps: [step],
        location: SourceLocation(file: "a.har", line: 1, column: 1, pointer: JSONPointer())),
      judgement: Judgement(verdict: verdict, reason: "for this test"),
      attempts: [.init(step: step.name, exchange: exchange)])
  }

  @Test func keepsFailuresFirstAndAllFindings() {
    let budget = EvidenceBudget(files: 1 << 20)
    let half = budget.bytes / 2
    let results = budget.applied(to: [
      Self.result("a", .warn, bytes: half), Self.result("b", .warn, bytes: half),
      Self.result("c", .fail, bytes: half), Self.result("d", .warn, bytes: 0),
    ])
    #expect(results.map { $0.attempts.count } == [1, 0, 1, 1])
    #expect(results[1].probe.steps[0].body == .none)
    #expect(results.map(\.judgement.verdict) == [.warn, .warn, .fail, .warn])
    #expect(results.allSatisfy { $0.judgement.reason == "for this test" })
  }

  @Test func aSmallSetIsKeptWhole() {
    let budget = EvidenceBudget(files: 4)
    let results = (0..<50).map { Self.result("\($0)", .warn, bytes: 100_000) }
    #expect(budget.applied(to: results).allSatisfy { !$0.attempts.isEmpty })
  }
}
