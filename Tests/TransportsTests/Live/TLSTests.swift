import Conformance
import Testing
import Transports

/// Sends, and tries again while nothing listens yet.
private func send(
  _ request: HTTPRequest, _ options: LiveTransportOptions, limits: TimeLimits = amplyLimited
) async -> Result<HTTPExchange, TransportError> {
  let transport = LiveTransport(options: options)
  for _ in 0..<500 {
    do throws(TransportError) {
      return .success(try await transport.send(request, limits: limits))
    } catch {
      if error.kind != .connectionFailed { return .failure(error) }
    }
    do {
      try await Task.sleep(for: .milliseconds(20))
    } catch {
      break
    }
  }
  return .failure(TransportError(kind: .connectionFailed, message: "the server did not start"))
}

@Suite(.enabled(if: TestCertificate.isAvailable, "the openssl program is not there"), .serialized)
struct TLSTests {
  @Test func checksTheCertificate() async throws {
    let certificate = try TestCertificate(for: "IP:127.0.0.1")
    defer { certificate.remove() }
    let server = try TLSServer(certificate, options: ["-www"])
    defer { server.program.kill() }
    var request = chatRequest(try loopback(server.port, scheme: "https"))
    request.method = "GET"
    request.body = []

    guard case .failure(let error) = await send(request, LiveTransportOptions()) else {
      Issue.record("a certificate that signs itself was trusted")
      return
    }
    #expect(error.kind == .tlsFailed)
    #expect(error.message.contains("127.0.0.1:\(server.port)"))
    #expect(error.message.contains("--ca-file"))

    let trusting = LiveTransportOptions(caFile: certificate.certificate)
    for options in [trusting, LiveTransportOptions(insecure: true)] {
      let exchange = try await send(request, options).get()
      #expect(exchange.status == 200)
      #expect(exchange.body.firstRange(of: Array("</HTML>".utf8)) != nil)
    }

    let missing = LiveTransportOptions(caFile: certificate.certificate + ".missing")
    guard case .failure(let unreadable) = await send(request, missing) else {
      Issue.record("a missing file of certificates was passed over")
      return
    }
    #expect(unreadable.kind == .tlsFailed)
    #expect(unreadable.message.contains(".missing"))
  }

  @Test func checksTheHostName() async throws {
    let certificate = try TestCertificate(for: "DNS:elsewhere.example")
    defer { certificate.remove() }
    let server = try TLSServer(certificate, options: ["-www"])
    defer { server.program.kill() }
    let request = chatRequest(try loopback(server.port, scheme: "https"))
    let options = LiveTransportOptions(caFile: certificate.certificate)
    guard case .failure(let error) = await send(request, options) else {
      Issue.record("a certificate for another host was trusted")
      return
    }
    #expect(error.kind == .tlsFailed)
  }

  /// Not told apart here: a body without length, whose cut most builds of libcurl report as an end.
  @Test func tellsACutFromAnEnd() async throws {
    let certificate = try TestCertificate(for: "IP:127.0.0.1")
    defer { certificate.remove() }
    let server = try TLSServer(certificate)
    let request = chatRequest(try loopback(server.port, scheme: "https"))
    async let answer = send(request, LiveTransportOptions(caFile: certificate.certificate))
    try server.program.read(until: #"{"model":"m"}"#)
    server.program.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
    // Until the bytes have gone out there is nothing to cut.
    try await Task.sleep(for: .milliseconds(300))
    server.program.kill()
    let exchange = try await answer.get()
    #expect(exchange.body == Array("abc".utf8))
    #expect(exchange.ending == .closedEarly || exchange.ending == .reset)
    #expect(exchange.irregularities.map(\.kind) == ["missing-last-chunk"])
  }

  @Test func keepsATLSConnection() async throws {
    let certificate = try TestCertificate(for: "IP:127.0.0.1")
    defer { certificate.remove() }
    let server = try TLSServer(certificate)
    defer { server.program.kill() }
    let request = chatRequest(try loopback(server.port, scheme: "https"))
    let options = LiveTransportOptions(caFile: certificate.certificate)
    let transport = LiveTransport(options: options)
    let answerAll = Task {
      for _ in 0..<3 {
        try server.program.read(until: #"{"model":"m"}"#)
        server.program.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      }
    }
    // The program serves one connection at a time, so a second one would get no answer.
    for _ in 0..<3 {
      var exchange: HTTPExchange?
      while exchange == nil {
        do throws(TransportError) {
          exchange = try await transport.send(request, limits: amplyLimited)
        } catch {
          guard error.kind == .connectionFailed else { throw error }
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      #expect(exchange?.body == Array("ok".utf8))
    }
    try await answerAll.value
  }

  @Test func tellsThatAServerDoesNotSpeakTLS() async throws {
    let server = try ScriptedServer([[.readBytes(10), .send("HTTP/1.1 400 Bad Request\r\n\r\n")]])
    defer { server.stop() }
    let request = chatRequest(try loopback(server.port, scheme: "https"))
    guard case .failure(let error) = await send(request, LiveTransportOptions()) else {
      Issue.record("TLS with a server that does not speak it")
      return
    }
    #expect(error.kind == .tlsFailed)
    #expect(error.message.contains("plain http"))
  }
}
