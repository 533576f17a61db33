#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif
import Conformance
import Simulator
import Testing

/// Nobody listens there.
struct NotConnected: Error {}

/// A raw socket: sends bytes, reads what comes.
final class RawClient {
  private let descriptor: Int32

  init(port: Int) throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard result == 0 else { throw NotConnected() }
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes {
      #if canImport(Glibc)
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      #else
        Darwin.send(descriptor, $0.baseAddress, $0.count, 0)
      #endif
    }
  }

  func endWriting() {
    #if canImport(Glibc)
      shutdown(descriptor, Int32(SHUT_WR))
    #else
      shutdown(descriptor, SHUT_WR)
    #endif
  }

  /// Reads until a mark has come, or the end.
  func read(until mark: String? = nil) -> String {
    var all: [UInt8] = []
    while true {
      if let mark, String(decoding: all, as: UTF8.self).contains(mark) { break }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &buffer, 65_536, 0)
      guard count > 0 else { break }
      all += buffer.prefix(count)
    }
    return String(decoding: all, as: UTF8.self)
  }
}

@Suite(.serialized) struct ServerTests {
  private func server(limits: SimulatorServer.Limits = SimulatorServer.Limits()) throws
    -> SimulatorServer
  {
    try SimulatorServer(
      provider: Specs.provider("flexai", options: SimulatorOptions(key: "sk-test")), limits: limits)
  }

  private func post(_ body: String, close: Bool = false) -> String {
    "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sk-test\r\n"
      + (close ? "Connection: close\r\n" : "") + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  private let hello =
    #"{"model":"Qwen/Qwen2.5-32B-Instruct","messages":[{"role":"user","content":"Say PONG."}]}"#

  @Test func keepsTheConnectionAlive() throws {
    let server = try server()
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    for _ in 0..<3 {
      client.send(post(hello))
      let answer = client.read(until: "\"usage\"")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.contains("PONG"))
    }
  }

  @Test func streamsInChunks() throws {
    let server = try server()
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    client.send(post(String(hello.dropLast()) + #","stream":true}"#, close: true))
    let answer = client.read()
    #expect(answer.contains("Transfer-Encoding: chunked\r\n"))
    #expect(answer.contains("data: [DONE]\n\n"))
    #expect(answer.hasSuffix("0\r\n\r\n"))
  }

  @Test(arguments: [
    ("GET\r\n\r\n", 400), ("GET / HTTP/2.0\r\n\r\n", 505), ("GET / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400), ("G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: a\r\nExpect: nothing\r\nContent-Length: 1\r\n\r\nx", 417),
    ("\u{16}\u{3}\u{1}\r\n\r\n", 400),
  ])
  func refusesWhatIsNoRequest(bytes: String, status: Int) throws {
    let server = try server()
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    client.send(bytes)
    let answer = client.read()
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
    #expect(answer.contains("\"error\""))
  }

  @Test func refusesAHeadWithoutEnd() throws {
    let server = try server(limits: SimulatorServer.Limits(headBytes: 4096))
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 5000))")
    #expect(client.read().hasPrefix("HTTP/1.1 431 "))
  }

  @Test func answersExpectContinue() throws {
    let server = try server()
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    client.send(
      "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sk-test\r\n"
        + "Expect: 100-continue\r\nContent-Length: \(hello.utf8.count)\r\n\r\n")
    #expect(client.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
    client.send(hello)
    #expect(client.read(until: "\"usage\"").contains("PONG"))
  }

  @Test func timesOutSlowAndIdleClients() throws {
    let server = try server(
      limits: SimulatorServer.Limits(idleSeconds: 0.05, requestSeconds: 0.05))
    defer { server.stop() }
    let idle = try RawClient(port: server.port)
    #expect(idle.read().isEmpty)
    let slow = try RawClient(port: server.port)
    slow.send("GET / HT")
    #expect(slow.read().hasPrefix("HTTP/1.1 408 "))
  }

  @Test func answersAHalfClosedClient() throws {
    let server = try server()
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    client.send(post(hello))
    client.endWriting()
    #expect(client.read().contains("PONG"))
  }

  @Test func turnsAwayWhatIsTooMuch() throws {
    let server = try server(limits: SimulatorServer.Limits(connections: 1))
    defer { server.stop() }
    let first = try RawClient(port: server.port)
    first.send(post(hello))
    #expect(first.read(until: "\"usage\"").contains("PONG"))
    #expect(try RawClient(port: server.port).read().hasPrefix("HTTP/1.1 503 "))
  }

  @Test func stopsWithConnectionsOpen() throws {
    let server = try server()
    let client = try RawClient(port: server.port)
    client.send(post(hello))
    _ = client.read(until: "\"usage\"")
    server.stop()
    #expect(server.connectionCount == 0)
    #expect(client.read().isEmpty)
    #expect(throws: NotConnected.self) { try RawClient(port: server.port) }
    server.stop()
  }
}
