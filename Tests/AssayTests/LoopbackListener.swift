import Foundation
import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A socket on the loopback interface; every connection is served by a thread of its own.
final class LoopbackListener: Sendable {
  let port: UInt16
  private let descriptor: Int32

  /// Listens until ``stop()``.
  ///
  /// - Parameter serve: given the descriptor of each connection, which is closed afterwards.
  init(serve: @escaping @Sendable (Int32) -> Void) throws {
    let descriptor = socket(AF_INET, Self.stream, 0)
    var address = Self.address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 128) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    self.descriptor = descriptor
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread {
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        Thread.detachNewThread {
          serve(connection)
          close(connection)
        }
      }
    }
  }

  func stop() {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  /// A connection to a port of the loopback interface, -1 where there is none.
  static func connect(to port: UInt16) -> Int32 {
    let descriptor = socket(AF_INET, stream, 0)
    var address = address(port: port)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        #if canImport(Glibc)
          Glibc.connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
        #else
          Darwin.connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
        #endif
      }
    }
    if status == 0 { return descriptor }
    close(descriptor)
    return -1
  }

  /// What can be read at once; empty at the end.
  static func read(_ descriptor: Int32) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : []
  }

  /// Writes all bytes; `false` where the other side has gone.
  @discardableResult
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, noSignal) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
    private static let noSignal = Int32(MSG_NOSIGNAL)
  #else
    private static let stream = SOCK_STREAM
    private static let noSignal: Int32 = 0
  #endif
}

/// Stands before a server and counts the requests that pass.
final class CountingRelay: Sendable {
  private final class Count: Sendable {
    let requests = Mutex(0)
    let connections = Mutex(0)
  }

  private let listener: LoopbackListener
  private let count = Count()

  var requests: Int { count.requests.withLock { $0 } }
  var connections: Int { count.connections.withLock { $0 } }
  var url: String { "http://127.0.0.1:\(listener.port)/v1" }

  init(to port: UInt16) throws {
    listener = try LoopbackListener { [count] client in
      count.connections.withLock { $0 += 1 }
      let server = LoopbackListener.connect(to: port)
      guard server >= 0 else { return }
      let back = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        Self.pump(from: server, to: client) { _ in }
        back.signal()
      }
      Self.pump(from: client, to: server) { bytes in
        // A client writes each of these short requests at once.
        let heads = String(decoding: bytes, as: UTF8.self).components(separatedBy: " HTTP/1.1\r\n")
        count.requests.withLock { $0 += heads.count - 1 }
      }
      back.wait()
      close(server)
    }
  }

  func stop() { listener.stop() }

  private static func pump(from source: Int32, to target: Int32, _ see: ([UInt8]) -> Void) {
    while true {
      let bytes = LoopbackListener.read(source)
      guard !bytes.isEmpty else { break }
      see(bytes)
      guard LoopbackListener.write(bytes, to: target) else { break }
    }
    shutdown(target, Int32(SHUT_WR))
  }
}
