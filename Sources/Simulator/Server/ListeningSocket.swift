#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif
import Synchronization

/// A socket that takes connections until it is told to stop.
final class ListeningSocket: Sendable {
  let port: Int
  private let descriptor: Int32
  /// A byte written here wakes the thread that waits for connections.
  private let wake: (read: Int32, write: Int32)
  private let state = Mutex(State.running)

  private enum State { case running, stopping, ended }

  init(host: String, port: Int) throws(ServerError) {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw ServerError("No socket can be made", code: errno) }
    do throws(ServerError) {
      self.port = try Self.bind(descriptor, host: host, port: port)
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw ServerError("No pipe can be made", code: errno) }
      wake = (ends[0], ends[1])
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func bind(_ descriptor: Int32, host: String, port: Int) throws(ServerError) -> Int
  {
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    guard let port = UInt16(exactly: port) else { throw ServerError("\(port) is no port") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
      throw ServerError("\"\(host)\" is no IPv4 address")
    }
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        #if canImport(Glibc)
          Glibc.bind(descriptor, pointer, length)
        #else
          Darwin.bind(descriptor, pointer, length)
        #endif
      }
    }
    guard result == 0, listen(descriptor, 1024) == 0 else {
      throw ServerError("\(host):\(port) cannot be listened on", code: errno)
    }
    let named = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    guard named == 0 else { throw ServerError("The port cannot be asked for", code: errno) }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Waits for the next connection; `nil` once stopped.
  func accept() -> Socket? {
    while state.withLock({ $0 == .running }) {
      var entries = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&entries, 2, -1) >= 0 || errno == EINTR else { break }
      guard entries[1].revents == 0 else { break }
      guard entries[0].revents != 0 else { continue }
      #if canImport(Glibc)
        let connection = Glibc.accept(descriptor, nil, nil)
      #else
        let connection = Darwin.accept(descriptor, nil, nil)
      #endif
      if connection >= 0 {
        let socket = Socket(descriptor: connection)
        socket.prepare()
        return socket
      }
      // No descriptor left: wait for one to be given back rather than spin.
      if errno == EMFILE || errno == ENFILE { Deadline(seconds: 0.01).sleep() }
    }
    end()
    return nil
  }

  /// Wakes whoever waits in ``accept()`` and makes it return `nil`.
  func stop() {
    state.withLock { state in
      guard state == .running else { return }
      state = .stopping
      var byte: UInt8 = 1
      write(wake.write, &byte, 1)
    }
    // The thread that accepts closes the descriptors.
    let deadline = Deadline(seconds: 5)
    while state.withLock({ $0 != .ended }), deadline.remaining > 0 {
      Deadline(seconds: 0.0005).sleep()
    }
  }

  private func end() {
    state.withLock { state in
      guard state != .ended else { return }
      state = .ended
      close(descriptor)
      close(wake.read)
      close(wake.write)
    }
  }
}
