import Conformance
import Testing
import Transports

private let plain = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

@Suite struct LiveTransportTests {
  @Test func exchanges() async throws {
    let server = try ScriptedServer([[.readRequest, .send(plain)]])
    defer { server.stop() }
    let request = chatRequest(try loopback(server.port))
    let exchange = try await LiveTransport().send(request, limits: amplyLimited)
    #expect(exchange.request == request)
    #expect(
      exchange.response
        == HTTPResponseHead(status: 200, reason: "OK", fields: ["Content-Length": "2"]))
    #expect(exchange.body == Array("ok".utf8))
    #expect(exchange.reads.map(\.byteCount).reduce(0, +) == 2)
    #expect(exchange.ending == .complete)
    #expect(exchange.irregularities.isEmpty)
    #expect(exchange.startedAt > 1_700_000_000_000)
    let first = try #require(exchange.firstByteMilliseconds)
    #expect(first >= 0 && first <= exchange.totalMilliseconds)
  }

  @Test func writesTheRequest() async throws {
    let server = try ScriptedServer([[.readRequest, .send(plain)]])
    defer { server.stop() }
    let origin = try loopback(server.port)
    let transport = LiveTransport(options: LiveTransportOptions(userAgent: "assay/1"))
    _ = try await transport.send(chatRequest(origin), limits: amplyLimited)
    #expect(
      server.requests.map { String(decoding: $0, as: UTF8.self) } == [
        """
        POST /v1/chat/completions HTTP/1.1\r
        Host: 127.0.0.1:\(server.port)\r
        User-Agent: assay/1\r
        Accept-Encoding: identity\r
        Content-Type: application/json\r
        Content-Length: 13\r
        Connection: keep-alive\r
        \r
        {"model":"m"}
        """
      ])
  }

  @Test func leavesFieldsThatTheRequestSets() async throws {
    let server = try ScriptedServer([[.readRequest, .send(plain)]])
    defer { server.stop() }
    var request = chatRequest(try loopback(server.port))
    request.method = "GET"
    request.body = []
    request.fields = [
      "user-agent": "other", "Accept-Encoding": "gzip", "Host": "elsewhere", "connection": "close",
    ]
    _ = try await LiveTransport().send(request, limits: amplyLimited)
    #expect(
      server.requests.map { String(decoding: $0, as: UTF8.self) } == [
        "GET /v1/chat/completions HTTP/1.1\r\nuser-agent: other\r\nAccept-Encoding: gzip\r\n"
          + "Host: elsewhere\r\nconnection: close\r\n\r\n"
      ])
  }

  @Test func keepsConnections() async throws {
    let server = try ScriptedServer([
      [.readRequest, .send(plain), .readRequest, .send(plain), .readRequest, .send(plain)]
    ])
    defer { server.stop() }
    let transport = LiveTransport()
    for _ in 0..<3 {
      let exchange = try await transport.send(
        chatRequest(try loopback(server.port)), limits: amplyLimited)
      #expect(exchange.ending == .complete)
    }
    #expect(server.connections == 1)
  }

  /// The server may close an idle connection at any moment, also while a request is on its way.
  @Test(arguments: [Act.halfClose, .reset])
  func sendsOnceMoreWhereAKeptConnectionDied(_ death: Act) async throws {
    let server = try ScriptedServer([
      [.readRequest, .send(plain), .readRequest, death], [.readRequest, .send(plain)],
    ])
    defer { server.stop() }
    let transport = LiveTransport()
    for _ in 0..<2 {
      let exchange = try await transport.send(
        chatRequest(try loopback(server.port)), limits: amplyLimited)
      #expect(exchange.ending == .complete)
    }
    #expect(server.connections == 2)
    #expect(server.requests.count == 3)
  }

  @Test func neverSendsTwiceOnAFreshConnection() async throws {
    let server = try ScriptedServer([[.readRequest]])
    defer { server.stop() }
    let exchange = try await LiveTransport().send(
      chatRequest(try loopback(server.port)), limits: amplyLimited)
    #expect(exchange.ending == .closedEarly)
    #expect(exchange.response == nil)
    #expect(server.connections == 1)
  }

  @Test func doesNotKeepWhatIsIrregular() async throws {
    let answer = "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"
    let server = try ScriptedServer([[.readRequest, .send(answer), .awaitClose]])
    defer { server.stop() }
    let transport = LiveTransport()
    for _ in 0..<2 {
      _ = try await transport.send(chatRequest(try loopback(server.port)), limits: amplyLimited)
    }
    #expect(server.connections == 2)
  }

  /// Forty exchanges and four threads: the rest wait their turn.
  @Test func bindsTheNumberOfConnections() async throws {
    let server = try ScriptedServer([
      Array(repeating: [.readRequest, .send(plain)], count: 40).flatMap { $0 }
    ])
    defer { server.stop() }
    let origin = try loopback(server.port)
    let transport = LiveTransport(options: LiveTransportOptions(maximumConnections: 4))
    try await withThrowingTaskGroup(of: HTTPExchange.self) { group in
      for _ in 0..<40 {
        group.addTask { try await transport.send(chatRequest(origin), limits: amplyLimited) }
      }
      for try await exchange in group { #expect(exchange.ending == .complete) }
    }
    #expect(server.connections <= 4)
    #expect(server.requests.count == 40)
  }

  @Test func cancellationClosesTheConnection() async throws {
    let server = try ScriptedServer([[.readRequest, .awaitClose]])
    defer { server.stop() }
    let origin = try loopback(server.port)
    let transport = LiveTransport(options: LiveTransportOptions(maximumConnections: 1))
    let running = Task { try await transport.send(chatRequest(origin), limits: amplyLimited) }
    while server.requests.isEmpty { await Task.yield() }
    // This one waits for the only thread.
    let waiting = Task { try await transport.send(chatRequest(origin), limits: amplyLimited) }
    waiting.cancel()
    #expect(await waiting.failureKind == .cancelled)
    running.cancel()
    #expect(await running.failureKind == .cancelled)
    while server.closedByClient == 0 { await Task.yield() }
    #expect(server.connections == 1)
  }

  @Test func cancelledBeforeItBeganItSendsNothing() async throws {
    let server = try ScriptedServer([[.readRequest, .send(plain)]])
    defer { server.stop() }
    let origin = try loopback(server.port)
    let transport = LiveTransport()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await transport.send(chatRequest(origin), limits: amplyLimited)
    }
    task.cancel()
    #expect(await task.failureKind == .cancelled)
    #expect(server.requests.isEmpty)
  }

  @Test func tellsThatNothingListens() async throws {
    let server = try ScriptedServer([[]])
    let origin = try loopback(server.port)
    server.stop()
    // The kernel may accept for a moment after the listener was shut down.
    var failure: TransportError?
    while failure?.kind != .connectionFailed {
      do throws(TransportError) {
        _ = try await LiveTransport().send(chatRequest(origin), limits: amplyLimited)
      } catch {
        failure = error
      }
    }
    #expect(
      failure?.message
        == "nothing listens on 127.0.0.1:\(server.port) – is the server running?")
  }

  @Test func refusesWhatCouldBeReadAsTwoRequests() async throws {
    let origin = try #require(HTTPOrigin(parsing: "http://127.0.0.1:1"))
    let good = chatRequest(origin)
    var requests = Array(repeating: good, count: 5)
    requests[0].fields = ["X": "a\r\nEvil: yes"]
    requests[1].fields = ["X:": "a"]
    requests[2].target = "/ HTTP/1.1\r\n\r\n"
    requests[3].method = "GET /"
    requests[4].target = ""
    for request in requests {
      let task = Task { try await LiveTransport().send(request, limits: amplyLimited) }
      #expect(await task.failureKind == .unusable)
    }
  }
}

extension Task where Success == HTTPExchange, Failure == any Error {
  /// The kind of the ``TransportError`` that the task ended with, if it did.
  fileprivate var failureKind: TransportError.Kind? {
    get async {
      switch await result {
      case .success: nil
      case .failure(let error): (error as? TransportError)?.kind
      }
    }
  }
}
