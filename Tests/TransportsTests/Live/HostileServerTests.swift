import Conformance
import Testing
import Transports

@Suite struct HostileServerTests {
  /// Every misbehaviour ends within its limits, with what arrived, and is told apart.
  @Test(arguments: hostileCorpus)
  func survives(_ hostile: HostileCase) async throws {
    let server = try ScriptedServer([hostile.acts])
    defer { server.stop() }
    var request = chatRequest(try loopback(server.port))
    switch hostile.request {
    case .small: break
    case .head: request.method = "HEAD"
    case .large: request.body = Array(repeating: UInt8(ascii: " "), count: 32 << 20)
    }
    if hostile.request != .large { request.body = hostile.request == .head ? [] : request.body }
    let transport = LiveTransport()
    do throws(TransportError) {
      let exchange = try await transport.send(request, limits: hostile.limits)
      #expect(hostile.outcomes.contains(.ends(exchange.ending)), "\(exchange.ending)")
      #expect(exchange.status == hostile.status)
      #expect(exchange.irregularities.map(\.kind) == hostile.kinds.map(\.rawValue))
      if let body = hostile.body { #expect(exchange.body == Array(body.utf8)) }
      #expect(exchange.reads.map(\.byteCount).reduce(0, +) == exchange.body.count)
      #expect(exchange.body.count <= hostile.limits.bodyBytes)
    } catch {
      #expect(hostile.outcomes.contains(.fails(error.kind)), "\(error.kind): \(error.message)")
    }
    // Of 100 MB no more was taken than the limits and the kernel's buffers hold.
    #expect(server.bytesSent < 24 << 20)
    // The one request was sent once.
    #expect(server.connections == 1)
  }

  /// Nothing that a server does to one exchange harms the next.
  @Test func goesOnAfterwards() async throws {
    let good: [Act] = [
      .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), .awaitClose,
    ]
    let bad = hostileCorpus.filter { $0.limits == amplyLimited && $0.request == .small }
    let server = try ScriptedServer(bad.flatMap { [$0.acts, good] } + [good])
    defer { server.stop() }
    let transport = LiveTransport(options: LiveTransportOptions(maximumConnections: 2))
    let origin = try loopback(server.port)
    for hostile in bad {
      var first = chatRequest(origin)
      first.fields = ["Connection": "close"]
      do throws(TransportError) {
        _ = try await transport.send(first, limits: hostile.limits)
      } catch {
        #expect(hostile.outcomes.contains(.fails(error.kind)), "\(hostile.name): \(error.kind)")
      }
      let exchange = try await transport.send(
        HTTPRequest(
          method: "GET", origin: origin, target: "/", fields: ["Connection": "close"]),
        limits: amplyLimited)
      #expect(exchange.ending == .complete, "after: \(hostile.name)")
    }
  }
}
