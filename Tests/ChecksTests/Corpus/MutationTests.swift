import Checks
import Conformance
import Foundation
import Testing
import WireFormats

/// Ten thousand random changes to good exchanges: nothing crashes, every finding has a place, and the
/// same bytes give the same outcomes.
@Suite struct MutationTests {
  /// A generator of which the seed is known (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  private static let rounds = 10_000

  @Test(arguments: 0..<4) func anyChangeIsJudged(_ part: Int) throws {
    let judge = Judge(context: try TestSpec.full.get())
    // The long exchanges would take most of the time and show nothing more.
    let names = ExchangeCorpus.goodNames.filter { $0 != "stream-timed" }
    var generator = Generator(state: 0xA55A + UInt64(part))
    var changed = 0
    for round in 0..<(MutationTests.rounds / 4) {
      let name = names[round % names.count]
      let fixture = ExchangeFixture(value: try #require(ExchangeCorpus.good[name]))
      var exchange = try fixture.exchange()
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        MutationTests.mutate(&exchange, &generator)
      }
      let endpoint = try fixture.evidence().endpoint
      let first = MutationTests.judge(exchange, endpoint, judge)
      if !first.isEmpty { changed += 1 }
      for finding in first {
        let place = finding.place
        let isPlaced = place.offset != nil || place.event != nil || place.field != nil
        #expect(isPlaced, "\(name), round \(round): \(finding.told)")
        if let offset = place.offset {
          #expect(
            (0...exchange.body.count).contains(offset), "\(name), round \(round): \(finding.told)")
        }
      }
      // Determinism costs as much again, so every tenth round looks at it.
      if round % 10 == 0 {
        #expect(MutationTests.judge(exchange, endpoint, judge) == first, "\(name), round \(round)")
      }
    }
    #expect(changed > MutationTests.rounds / 8)
  }

  private static func judge(_ exchange: HTTPExchange, _ endpoint: String?, _ judge: Judge)
    -> [Finding]
  {
    let evidence = Evidence(of: exchange, endpoint: endpoint, expectation: .accepted)
    let steps = ProbeEvidence(probe: "mutation", steps: [evidence])
    return judge.examine(steps, invocations: []).flatMap { outcome -> [Finding] in
      if case .found(let findings) = outcome { return findings }
      return []
    }
  }

  /// Drops, doubles, swaps, cuts or flips: bytes, lines, or events.
  private static func mutate(_ exchange: inout HTTPExchange, _ generator: inout Generator) {
    var body = exchange.body
    guard body.count > 4 else { return }
    let start = Int.random(in: 0..<body.count, using: &generator)
    let end = min(body.count, start + Int.random(in: 1...40, using: &generator))
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: body.removeSubrange(start..<end)
    case 1: body.insert(contentsOf: body[start..<end], at: end)
    case 2: body[start] = UInt8.random(in: 0...255, using: &generator)
    case 3: body[start] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 4:
      body.removeSubrange(start...)
      if Bool.random(using: &generator) { exchange.ending = .closedEarly }
    case 5: body.swapAt(start, Int.random(in: 0..<body.count, using: &generator))
    case 6: mutateEvents(&body, &generator)
    case 7: mutateNumber(&body, &generator)
    default: exchange.response?.fields.lines.removeAll { _ in Bool.random(using: &generator) }
    }
    exchange.body = body
    exchange.reads = body.isEmpty ? [] : [.init(milliseconds: 1, byteCount: body.count)]
  }

  /// Drops, doubles or swaps whole blocks of a stream.
  private static func mutateEvents(_ body: inout [UInt8], _ generator: inout Generator) {
    var blocks = String(decoding: body, as: UTF8.self).components(separatedBy: "\n\n")
    guard blocks.count > 2 else { return }
    let first = Int.random(in: 0..<blocks.count, using: &generator)
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: blocks.remove(at: first)
    case 1: blocks.insert(blocks[first], at: first)
    default: blocks.swapAt(first, Int.random(in: 0..<blocks.count, using: &generator))
    }
    body = Array(blocks.joined(separator: "\n\n").utf8)
  }

  /// Puts another number, or none, in the place of one.
  private static func mutateNumber(_ body: inout [UInt8], _ generator: inout Generator) {
    let digits = body.indices.filter { (0x30...0x39).contains(body[$0]) }
    guard let start = digits.randomElement(using: &generator) else { return }
    let values = [
      "null", "-1", "1.5", "\"7\"", "99999999999999999999", "[]", "{}", "true", "1e400",
    ]
    body.replaceSubrange(
      start...start, with: Array((values.randomElement(using: &generator) ?? "0").utf8))
  }
}
