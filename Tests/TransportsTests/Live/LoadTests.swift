import Conformance
import Testing
import Transports

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Not part of the usual run: `ASSAY_LOAD=10000 swift test --filter LoadTests`, or
/// `Tests/Load/client_load.py`, which holds the figures against those of other clients. What is
/// printed depends on the machine and decides nothing; what is expected does not.
///
/// One after the other, so that none measures another's work.
@Suite(
  .serialized,
  .enabled(if: getenv("ASSAY_LOAD") != nil, "set ASSAY_LOAD to a number of requests to run"))
struct LoadTests {
  @Test func manyExchangesLeakNothing() async throws {
    let body = String(repeating: "x", count: 233)
    let server = try ScriptedServer([
      [.loop([.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 233\r\n\r\n\(body)")])]
    ])
    defer { server.stop() }
    let origin = try loopback(server.port)
    let transport = LiveTransport(options: LiveTransportOptions(maximumConnections: 64))
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

  /// Against the server that other clients are measured on, too.
  @Test(.enabled(if: getenv("ASSAY_LOAD_URL") != nil)) func throughputAgainstAGivenServer()
    async throws
  {
    let url = try #require(getenv("ASSAY_LOAD_URL").map { String(cString: $0) })
    let origin = try #require(HTTPOrigin(parsing: url))
    let count = getenv("ASSAY_LOAD").flatMap { Int(String(cString: $0)) } ?? 10_000
    var request = HTTPRequest(
      method: "GET", origin: origin, target: origin.basePath + "/models", fields: [:])
    if let key = getenv("ASSAY_LOAD_KEY") {
      request.fields.set("Authorization", to: "Bearer \(String(cString: key))")
    }
    let transport = LiveTransport(options: LiveTransportOptions(maximumConnections: 64))
    let first = try await exchanges(1, request, transport, concurrency: 1)
    #expect(first.first?.status == 200)
    let start = ContinuousClock.now
    let found = try await exchanges(count, request, transport)
    let time = ContinuousClock.now - start
    #expect(found.count == count)
    fputs("assay: \(Int(Double(count) / (time / .seconds(1)))) requests/s\n", stderr)
  }

  @Test func waitingCostsNoMoreThanItMust() async throws {
    let server = try ScriptedServer([
      [
        .loop([
          .readRequest, .pause(300), .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
        ])
      ]
    ])
    defer { server.stop() }
    let transport = LiveTransport(options: LiveTransportOptions(maximumConnections: 16))
    let request = chatRequest(try loopback(server.port))
    let start = ContinuousClock.now
    let found = try await exchanges(200, request, transport, concurrency: 16)
    let time = ContinuousClock.now - start
    #expect(found.count == 200 && found.allSatisfy { $0.ending == .complete })
    // 13 rounds of 16, the last of 8.
    let ideal = 13 * 0.3
    fputs("200 × 300 ms at 16: \(time / .seconds(1)) s, ideal \(ideal) s\n", stderr)
  }

  @Test func gapsAreMeasuredAsTheyCame() async throws {
    let event = "data: {}\n\n"
    let chunk = "\(String(event.utf8.count, radix: 16))\r\n\(event)\r\n"
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    let events = (0..<100).flatMap { _ in [Act.send(chunk), .pause(20)] }
    let server = try ScriptedServer([[.readRequest, .send(head)] + events + [.send("0\r\n\r\n")]])
    defer { server.stop() }
    let transport = LiveTransport(options: LiveTransportOptions(maximumConnections: 32))
    let found = try await exchanges(
      32, chatRequest(try loopback(server.port)), transport, concurrency: 32)
    #expect(found.count == 32)
    var errors: [Double] = []
    for exchange in found {
      #expect(exchange.ending == .complete)
      let times = exchange.reads.map(\.milliseconds)
      errors += zip(times, times.dropFirst()).map { abs($1 - $0 - 20) }
    }
    errors.sort()
    let median = errors[errors.count / 2]
    let late = errors[errors.count * 99 / 100]
    fputs(
      "gaps of 20 ms, 32 streams, \(errors.count) gaps: off by \(median) ms at the median, "
        + "\(late) ms at the 99th percentile\n", stderr)
  }

  /// Sends and forgets: what is kept of an exchange is its evidence, and no leak.
  private func send(_ count: Int, _ transport: LiveTransport, _ origin: HTTPOrigin) async throws {
    let request = chatRequest(origin)
    let complete = try await withThrowingTaskGroup(of: Bool.self) { group in
      var complete = 0
      for index in 0..<count {
        if index >= 64, try await group.next() == true { complete += 1 }
        group.addTask {
          try await transport.send(request, limits: amplyLimited).ending == .complete
        }
      }
      for try await isComplete in group where isComplete { complete += 1 }
      return complete
    }
    #expect(complete == count)
  }

  private func exchanges(
    _ count: Int, _ request: HTTPRequest, _ transport: LiveTransport, concurrency: Int = 64
  ) async throws -> [HTTPExchange] {
    try await withThrowingTaskGroup(of: HTTPExchange.self) { group in
      var found: [HTTPExchange] = []
      for index in 0..<count {
        if index >= concurrency, let exchange = try await group.next() { found.append(exchange) }
        group.addTask { try await transport.send(request, limits: amplyLimited) }
      }
      for try await exchange in group { found.append(exchange) }
      return found
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
