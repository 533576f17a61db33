import CConnect
import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// One thing that a scripted server does on a connection.
enum Act: Sendable {
  /// Reads a request: its head and as many bytes as its `Content-Length` says.
  case readRequest
  /// Reads until that many bytes have come.
  case readBytes(Int)
  /// Sends bytes.
  case send([UInt8])
  /// Sends the same bytes that often; stops where the client is gone.
  case flood([UInt8], times: Int)
  /// Sends bytes one by one with a pause after each, in milliseconds.
  case drip([UInt8], pause: Int)
  /// Does nothing for milliseconds.
  case pause(Int)
  /// Waits until the client closes.
  case awaitClose
  /// Resets the connection, and ends it.
  case reset
  /// Closes for sending only.
  case halfClose
  /// Plays acts again and again until one of them fails.
  case loop([Act])

  static func send(_ text: String) -> Act { .send(Array(text.utf8)) }
}

/// A server on loopback that plays a list of acts on each connection and then closes it.
///
/// `@unchecked Sendable`: what changes is behind the mutex; the rest is constant.
final class ScriptedServer: @unchecked Sendable {
  let port: Int
  private let listener: Int32
  private let scripts: [[Act]]
  private let state = Mutex(State())

  private struct State {
    var connections = 0
    var requests: [[UInt8]] = []
    var closedByClient = 0
    var bytesSent = 0
  }

  /// Listens on a free port. Connection *n* plays script *n*, the last script serves the rest.
  init(_ scripts: [[Act]]) throws {
    self.scripts = scripts
    let listener = socket(AF_INET, ScriptedServer.stream, 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        guard bind(listener, pointer, length) == 0, listen(listener, 256) == 0 else { return false }
        return getsockname(listener, pointer, &length) == 0
      }
    }
    guard listener >= 0, result else { throw ScriptError.cannotListen }
    port = Int(UInt16(bigEndian: address.sin_port))
    try start { server in server.acceptAll() }
  }

  /// How many connections were accepted.
  var connections: Int { state.withLock { $0.connections } }
  /// The first thousand requests read, in the order they were whole.
  var requests: [[UInt8]] { state.withLock { $0.requests } }
  /// How many bytes the kernel took for clients.
  var bytesSent: Int { state.withLock { $0.bytesSent } }
  /// How many `awaitClose` saw the client go.
  var closedByClient: Int { state.withLock { $0.closedByClient } }

  /// Stops listening; connections play on.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  // MARK: Threads

  private func start(_ body: @escaping @Sendable (ScriptedServer) -> Void) throws {
    let context = Unmanaged.passRetained(ThreadBody(server: self, body: body))
    let result = cconnect_start_thread(
      256 << 10,
      { context in
        guard let context else { return }
        let thread = Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue()
        thread.body(thread.server)
      }, context.toOpaque())
    if result != 0 {
      context.release()
      throw ScriptError.cannotStartThread
    }
  }

  private func acceptAll() {
    while true {
      let client = accept(listener, nil, nil)
      if client < 0 { break }
      let index = state.withLock { state in
        defer { state.connections += 1 }
        return state.connections
      }
      let script = scripts[min(index, scripts.count - 1)]
      do {
        try start { server in
          for act in script where !server.play(act, on: client) { break }
          close(client)
        }
      } catch {
        close(client)
      }
    }
    close(listener)
  }

  /// Plays one act. Returns `false` where the connection is over.
  private func play(_ act: Act, on client: Int32) -> Bool {
    switch act {
    case .readRequest: return readRequest(client)
    case .readBytes(let count):
      var bytes: [UInt8] = []
      while bytes.count < count { guard receive(client, &bytes) else { return false } }
      return true
    case .send(let bytes): return sendAll(bytes, client)
    case .flood(let bytes, let times):
      for _ in 0..<times { guard sendAll(bytes, client) else { return false } }
      return true
    case .drip(let bytes, let pause):
      for byte in bytes {
        guard sendAll([byte], client) else { return false }
        usleep(UInt32(pause * 1000))
      }
      return true
    case .pause(let milliseconds):
      usleep(UInt32(milliseconds * 1000))
      return true
    case .awaitClose:
      var bytes: [UInt8] = []
      while receive(client, &bytes) { bytes = [] }
      state.withLock { $0.closedByClient += 1 }
      return false
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
      return false
    case .halfClose:
      shutdown(client, Int32(SHUT_WR))
      return true
    case .loop(let acts):
      while true { for act in acts { guard play(act, on: client) else { return false } } }
    }
  }

  private func readRequest(_ client: Int32) -> Bool {
    var bytes: [UInt8] = []
    let mark = Array("\r\n\r\n".utf8)
    while true {
      if let end = bytes.firstRange(of: mark) {
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).lowercased()
        let length =
          head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
        if bytes.count >= end.upperBound + length { break }
      }
      guard receive(client, &bytes) else { return false }
    }
    // Under load they would look like a leak.
    state.withLock { if $0.requests.count < 1000 { $0.requests.append(bytes) } }
    return true
  }

  private func receive(_ client: Int32, _ bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(client, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    bytes += buffer[..<count]
    return true
  }

  private func sendAll(_ bytes: [UInt8], _ client: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        send(client, UnsafeRawBufferPointer(rebasing: $0[sent...]).baseAddress, $0.count - sent, 0)
      }
      guard count > 0 else { return false }
      sent += count
      state.withLock { $0.bytesSent += count }
    }
    return true
  }

  #if canImport(Glibc)
    static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    static let stream = SOCK_STREAM
  #endif
}

private final class ThreadBody: Sendable {
  let server: ScriptedServer
  let body: @Sendable (ScriptedServer) -> Void

  init(server: ScriptedServer, body: @escaping @Sendable (ScriptedServer) -> Void) {
    self.server = server
    self.body = body
  }
}

enum ScriptError: Error {
  case cannotListen
  case cannotStartThread
}
