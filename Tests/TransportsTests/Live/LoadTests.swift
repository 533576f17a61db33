import Conformance
import Testing
import Transports

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Not part of the usual run: `ASSAY_LOAD=10000 swift test -c release --filter LoadTests`.
@Suite(.enabled(if: getenv("ASSAY_LOAD") != nil, "set ASSAY_LOAD to a number of requests to run"))
struct LoadTests {
  @Test func manyExchangesLeakNothing() async throws {
    let body = String(repeating: "x", count: 233)
    let server = try ScriptedServer([
      [.loop([.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 233\r\n\r\n\(body)")])]
    ])
    defer { server.stop() }
    let origin = try loopback(server.port)
    let transport = LiveTransport()
    try await send(1000, transport, origin)
    let early = residentKilobytes()
    let count = getenv("ASSAY_LOAD").flatMap { Int(String(cString: $0)) } ?? 10_000
    let clock = ContinuousClock()
    let time = try await clock.measure { try await send(count, transport, origin) }
    let late = residentKilobytes()
    let rate = Double(count) / (time / .seconds(1))
    fputs("\(Int(rate)) requests/s; resident \(early) kB, then \(late) kB\n", stderr)
    #expect(late < early + 8_000)
    #expect(server.connections <= 64)
  }

  private func send(_ count: Int, _ transport: LiveTransport, _ origin: HTTPOrigin) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<count {
        if index >= 64 { try await group.next() }
        group.addTask {
          let exchange = try await transport.send(chatRequest(origin), limits: amplyLimited)
          #expect(exchange.ending == .complete)
        }
      }
      try await group.waitForAll()
    }
  }

  /// 0 where the system does not tell.
  private func residentKilobytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 256)
    guard fgets(&buffer, 256, file) != nil else { return 0 }
    let text = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * 4
  }
}
