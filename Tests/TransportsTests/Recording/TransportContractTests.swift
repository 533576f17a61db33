import Conformance
import Synchronization
import Testing
import Transports

/// What every transport promises, whatever stands behind it.
@Suite struct TransportContractTests {
  enum Kind: CaseIterable { case live, recording, replay }

  /// Answers that a server gives, one a connection, in this order.
  private static let answers = [
    "HTTP/1.1 200 OK\r\nX-Request-Id: 1\r\nx-request-ID: 2\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\nServer-Timing: 1\r\n\r\n",
    "HTTP/1.1 307 Away\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\n\r\nbusy",
    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab",
    "HTTP/1.1 200 OK\nContent-Length: 0\n\n", "", "HTTP/1.1 200 OK\r\nContent-Length: 0, 1\r\n\r\n",
    "<html>",
  ]

  private static func request(_ index: Int, to origin: HTTPOrigin) -> HTTPRequest {
    var request = chatRequest(origin, body: #"{"number":\#(index)}"#)
    request.fields.set("Connection", to: "close")
    return request
  }

  /// A transport of a kind with the server that it ultimately goes back to.
  private static func make(_ kind: Kind) async throws -> (any Transport, ScriptedServer) {
    let server = try ScriptedServer(answers.map { [.readRequest, .send($0)] })
    let live = LiveTransport()
    let sink = Sink()
    let recording = RecordingTransport(wrapping: live, redactor: Redactor(secrets: [])) {
      exchange, hash in
      sink.entries.withLock {
        $0.append(
          .init(
            exchange: exchange, probe: .init(id: "p", specDigest: "", requestHash: hash)))
      }
    }
    switch kind {
    case .live: return (live, server)
    case .recording: return (recording, server)
    case .replay:
      for index in answers.indices {
        _ = try await recording.send(
          request(index, to: loopback(server.port)), limits: amplyLimited)
      }
      let document = HARDocument(entries: sink.entries.withLock { $0 })
      return (ReplayTransport(try HARDocument(parsing: document.serialized().utf8).entries), server)
    }
  }

  @Test(arguments: Kind.allCases)
  func returnsWhatCame(_ kind: Kind) async throws {
    let (transport, server) = try await Self.make(kind)
    defer { server.stop() }
    for (index, answer) in Self.answers.enumerated() {
      let request = Self.request(index, to: try loopback(server.port))
      let exchange = try await transport.send(request, limits: amplyLimited)
      var expected = HTTPResponseReader(method: "POST")
      expected.read(Array(answer.utf8)[...])
      expected.stop(.closed)
      #expect(exchange.request.method == request.method)
      #expect(exchange.request.target == request.target)
      #expect(exchange.request.body == request.body)
      #expect(exchange.response == expected.response)
      #expect(exchange.body == expected.body)
      #expect(exchange.trailers == expected.trailers)
      #expect(exchange.ending == expected.ending)
      #expect(exchange.irregularities == expected.irregularities)
      #expect(exchange.reads.map(\.byteCount).reduce(0, +) == exchange.body.count)
      #expect(exchange.reads.allSatisfy { $0.byteCount > 0 && $0.milliseconds >= 0 })
      #expect(exchange.reads.map(\.milliseconds) == exchange.reads.map(\.milliseconds).sorted())
      #expect((exchange.firstByteMilliseconds == nil) == answer.isEmpty)
      #expect(exchange.totalMilliseconds >= exchange.reads.last?.milliseconds ?? 0)
      #expect(exchange.startedAt > 1_700_000_000_000)
    }
    // One request each, and no redirect was followed.
    #expect(server.connections == Self.answers.count)
  }

  @Test(arguments: Kind.allCases)
  func heedsCancellation(_ kind: Kind) async throws {
    let (transport, server) = try await Self.make(kind)
    defer { server.stop() }
    let request = Self.request(0, to: try loopback(server.port))
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await transport.send(request, limits: amplyLimited)
    }
    task.cancel()
    await #expect(throws: TransportError(kind: .cancelled, message: "the exchange was cancelled")) {
      try await task.value
    }
  }

  @Test func liveAndReplayedAreTheSame() async throws {
    let server = try ScriptedServer(Self.answers.map { [.readRequest, .send($0)] })
    defer { server.stop() }
    let live = LiveTransport()
    for index in Self.answers.indices {
      var request = Self.request(index, to: try loopback(server.port))
      request.origin.basePath = ""
      let exchange = try await live.send(request, limits: amplyLimited)
      let har = HARDocument(entries: [.init(exchange: exchange)]).serialized()
      let replay = ReplayTransport(try HARDocument(parsing: har.utf8).entries)
      #expect(try await replay.send(request, limits: amplyLimited) == exchange)
    }
  }
}

private final class Sink: Sendable {
  let entries = Mutex<[HARDocument.Entry]>([])
}
