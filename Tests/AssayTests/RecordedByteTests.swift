import Assay
import Testing

/// A verdict is a function of the recorded bytes: where one that matters is another, so is the
/// verdict.
@Suite struct RecordedByteTests {
  @Test(arguments: [
    ("flock", false), ("flexai", false), ("flowapi", true), ("rag-pat-gateway", false),
    ("model-library", false), ("openai", false),
  ])
  func aChangedByteChangesTheVerdict(spec: String, finishReasonsAreOpen: Bool) async throws {
    let suite = try Suite(spec)
    let provider = try ReferenceProvider(spec: suite.spec)
    let plan = try suite.plan(PlanOptions(only: ["chat.plain", "chat.stream.plain"]))
    let judge = ProbeJudge(context: suite.context)
    var random = SeededGenerator(seed: 9)
    var judged = 0
    for result in await suite.run(plan, against: .simulated(provider)) {
      let attempt = try #require(result.attempts.last)
      let exchange = try #require(attempt.exchange)
      try #require(result.judgement.verdict == .pass)
      let again = judge.judgement(of: result.probe, attempts: [attempt])
      try #require(again.verdict == .pass)
      let isStream = exchange.reads.count > 1
      let bytes = BytesThatMatter(
        in: exchange.body, isStream: isStream, finishReasonsAreOpen: finishReasonsAreOpen)
      try #require(bytes.fixed.count > 50)
      var changes: [(Int, UInt8)] = bytes.fixed.shuffled(using: &random).prefix(40).map { offset in
        (offset, UInt8.random(in: 0...255, using: &random))
      }
      changes += bytes.digits.map { ($0, UInt8.random(in: 0x30...0x39, using: &random)) }
      for (offset, byte) in changes where exchange.body[offset] != byte {
        var changed = attempt
        changed.exchange?.body[offset] = byte
        let verdict = judge.judgement(of: result.probe, attempts: [changed]).verdict
        judged += 1
        #expect(
          verdict != .pass,
          """
          \(result.probe.id): byte \(offset) from \(exchange.body[offset]) to \(byte) in \
          \(String(decoding: exchange.body[max(0, offset - 30)...offset], as: UTF8.self))
          """)
      }
      for status in [302, 404, 500, 503] {
        var changed = attempt
        changed.exchange?.response?.status = status
        #expect(judge.judgement(of: result.probe, attempts: [changed]).verdict != .pass)
      }
      var cut = attempt
      cut.exchange?.body.removeLast(exchange.body.count / 3)
      cut.exchange?.ending = .closedEarly
      #expect(judge.judgement(of: result.probe, attempts: [cut]).verdict != .pass)
    }
    #expect(judged > 70)
  }
}
