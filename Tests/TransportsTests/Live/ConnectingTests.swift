import Conformance
import Testing
import Transports

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

private let plain = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

private func failure(
  _ url: String, _ options: LiveTransportOptions = .init(), limits: TimeLimits = amplyLimited
) async throws -> TransportError? {
  let request = chatRequest(try #require(HTTPOrigin(parsing: url)))
  do throws(TransportError) {
    _ = try await LiveTransport(options: options).send(request, limits: limits)
    return nil
  } catch {
    return error
  }
}

@Suite struct ConnectingTests {
  /// A label of more than 63 letters is refused without asking any name server.
  @Test func tellsThatANameHasNoAddress() async throws {
    let name = String(repeating: "a", count: 64) + ".invalid"
    let error = try await failure("http://\(name)")
    #expect(error?.kind == .nameNotFound)
    #expect(error?.message == "the host name \(name) has no address – is the base URL spelt right?")
  }

  /// A full queue of connections that nobody accepts takes no more of them.
  @Test func tellsThatConnectingTookTooLong() async throws {
    let queue = try FullQueue()
    let error = try await failure(
      "http://127.0.0.1:\(queue.port)",
      limits: TimeLimits(connect: 0.3, firstByte: 60, silence: 60, whole: 120))
    #expect(error?.kind == .connectTimedOut)
    #expect(error?.message.contains("within 0.3 s") == true)
  }

  @Test func cancellationEndsConnecting() async throws {
    let queue = try FullQueue()
    let origin = try loopback(queue.port)
    let task = Task { try await LiveTransport().send(chatRequest(origin), limits: amplyLimited) }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    await #expect(throws: TransportError(kind: .cancelled, message: "the exchange was cancelled")) {
      try await task.value
    }
  }

  @Test func connectsThroughAProxy() async throws {
    for variable in ["http_proxy", "all_proxy", "ALL_PROXY"] {
      let proxy = try ScriptedServer([
        [
          .readRequest, .send("HTTP/1.1 200 Connection established\r\n\r\n"), .readRequest,
          .send(plain), .awaitClose,
        ]
      ])
      defer { proxy.stop() }
      let options = LiveTransportOptions(
        environment: [variable: "http://user:hush@127.0.0.1:\(proxy.port)"])
      let origin = try #require(HTTPOrigin(parsing: "http://api.example:8080/v1"))
      let exchange = try await LiveTransport(options: options).send(
        chatRequest(origin), limits: amplyLimited)
      #expect(exchange.body == Array("ok".utf8))
      let requests = proxy.requests.map { String(decoding: $0, as: UTF8.self) }
      #expect(requests.count == 2)
      #expect(requests.first?.hasPrefix("CONNECT api.example:8080 HTTP/1.1\r\n") == true)
      #expect(requests.last?.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n") == true)
      // The proxy's password goes to the proxy alone.
      #expect(requests.last?.contains("Proxy-Authorization") == false)
    }
  }

  @Test(arguments: [
    [Act.readRequest, .send("HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nno!\n")],
    [.readRequest], [.readRequest, .reset], [.readRequest, .send("nonsense\r\n\r\n")],
  ])
  func tellsThatAProxyFailed(_ acts: [Act]) async throws {
    let proxy = try ScriptedServer([acts])
    defer { proxy.stop() }
    let error = try await failure(
      "https://api.example",
      .init(environment: ["https_proxy": "user:hush@127.0.0.1:\(proxy.port)"]))
    #expect(error?.kind == .proxyFailed)
    #expect(error?.message.contains("api.example:443") == true)
    #expect(error?.message.contains("hush") == false)
  }

  @Test func tellsThatAProxyIsNotThere() async throws {
    let proxy = try ScriptedServer([[]])
    proxy.stop()
    var error: TransportError?
    repeat {
      error = try await failure(
        "http://api.example", .init(environment: ["http_proxy": "127.0.0.1:\(proxy.port)"]))
    } while error?.message.contains("connect to") == false
    #expect(error?.kind == .proxyFailed)
  }

  @Test(arguments: ["127.0.0.1", "localhost"])
  func loopbackIsNeverProxied(_ host: String) async throws {
    let server = try ScriptedServer([[.readRequest, .send(plain), .awaitClose]])
    defer { server.stop() }
    let nowhere = "http://127.0.0.1:1"
    let options = LiveTransportOptions(
      environment: ["http_proxy": nowhere, "all_proxy": nowhere, "https_proxy": nowhere])
    let origin = try #require(HTTPOrigin(parsing: "http://\(host):\(server.port)"))
    let exchange = try await LiveTransport(options: options).send(
      chatRequest(origin), limits: amplyLimited)
    #expect(exchange.ending == .complete)
  }
}

/// A port on which connections are neither accepted nor refused.
private final class FullQueue {
  let port: Int
  private var descriptors: [Int32] = []

  init() throws {
    let listener = socket(AF_INET, ScriptedServer.stream, 0)
    descriptors.append(listener)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listens = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 0) == 0
          && getsockname(listener, pointer, &length) == 0
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard listens else { throw ScriptError.cannotListen }
    for _ in 0..<4 {
      let client = socket(AF_INET, ScriptedServer.stream, 0)
      descriptors.append(client)
      _ = fcntl(client, F_SETFL, O_NONBLOCK)
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          _ = connect(client, pointer, length)
        }
      }
    }
  }

  deinit { for descriptor in descriptors { close(descriptor) } }
}
