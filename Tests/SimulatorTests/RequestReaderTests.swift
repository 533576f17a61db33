import Conformance
import Testing

@testable import Simulator

@Suite struct RequestReaderTests {
  private static let post =
    "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 5\r\n\r\nhello"
  private static let chunked =
    "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n"
  private static let seeds = [
    post, chunked, "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET http://h/x?y HTTP/1.1\nHost: h\n\n",
    "OPTIONS * HTTP/1.0\r\n\r\n", "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
    "POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
  ]

  /// What reading these bytes in pieces comes to.
  private func outcome(of bytes: [UInt8], pieces: Int) -> [String] {
    var reader = RequestReader(limits: SimulatorServer.Limits(headBytes: 4096, bodyBytes: 4096))
    var outcomes: [String] = []
    var position = 0
    while true {
      switch reader.next() {
      case .request(let request, let keepsAlive):
        outcomes.append("\(request.method) \(request.target) \(request.body.count) \(keepsAlive)")
        if outcomes.count > 64 { return outcomes }
      case .refused(let status, _): return outcomes + ["\(status)"]
      case .awaitsContinue, .needsMore:
        guard position < bytes.count else { return outcomes }
        let end = min(bytes.count, position + pieces)
        reader.append(bytes[position..<end])
        position = end
      }
    }
  }

  @Test func readsWholeRequests() {
    #expect(
      outcome(of: Array(Self.post.utf8), pieces: 1000) == ["POST /v1/chat/completions 5 true"])
    #expect(outcome(of: Array(Self.chunked.utf8), pieces: 1000) == ["POST /a 5 true"])
    #expect(outcome(of: Array(Self.seeds[3].utf8), pieces: 1000) == ["GET /x?y 0 true"])
    #expect(outcome(of: Array(Self.seeds[4].utf8), pieces: 1000) == ["OPTIONS * 0 false"])
  }

  @Test(arguments: seeds) func cutsMeanNothing(seed: String) {
    let bytes = Array((seed + seed).utf8)
    let whole = outcome(of: bytes, pieces: bytes.count)
    #expect(!whole.isEmpty)
    for size in 1...17 { #expect(outcome(of: bytes, pieces: size) == whole) }
  }

  @Test func staysWithinLimits() {
    let endless =
      Array("GET / HTTP/1.1\r\nHost: h\r\n".utf8) + Array(repeating: 0x61, count: 100_000)
    #expect(outcome(of: endless, pieces: 1000) == ["431"])
    #expect(outcome(of: Array(repeating: 0x61, count: 100_000), pieces: 1000) == ["414"])
    let large = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n"
    #expect(outcome(of: Array(large.utf8), pieces: 1000) == ["413"])
  }

  /// A hundred thousand requests that are broken in some way: none may do more than be refused.
  @Test(arguments: 0..<4) func survivesBrokenRequests(part: Int) {
    var random = SeededRandom(seed: UInt64(part) + 1)
    let bytes: [UInt8] = [0x0A, 0x0D, 0x20, 0x3A, 0x00, 0xFF, 0x30, 0x39, 0x2C, 0x3B, 0x09, 0x80]
    for _ in 0..<25_000 {
      var input = Array(Self.seeds[random.below(Self.seeds.count)].utf8)
      for _ in 0...random.below(4) {
        let place = random.below(input.count)
        switch random.below(5) {
        case 0: input[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: input[place] = bytes[random.below(bytes.count)]
        case 2: input.insert(bytes[random.below(bytes.count)], at: place)
        case 3: input.remove(at: place)
        default:
          let end = min(input.count, place + random.below(20))
          input.insert(contentsOf: input[place..<end], at: random.below(input.count))
        }
        if input.isEmpty { input = [0x20] }
      }
      let whole = outcome(of: input, pieces: input.count)
      #expect(whole == outcome(of: input, pieces: 1 + random.below(9)))
    }
  }
}
