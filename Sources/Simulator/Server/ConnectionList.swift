import Conformance
import Synchronization

/// The open connections of a server, and the bytes that they hold together.
final class ConnectionList: Sendable {
  private struct State {
    var sockets: [Int32: Socket] = [:]
    var heldBytes = 0
    var isEnded = false
  }

  private let limits: SimulatorServer.Limits
  private let state = Mutex(State())

  init(limits: SimulatorServer.Limits) { self.limits = limits }

  /// How many connections are open.
  var count: Int { state.withLock { $0.sockets.count } }

  /// Serves a new connection on a thread of its own; turns it away where there are too many.
  func begin(_ socket: Socket, responder: any Responder) {
    let isTaken = state.withLock { state in
      guard !state.isEnded, state.sockets.count < limits.connections else { return false }
      state.sockets[socket.descriptor] = socket
      return true
    }
    guard isTaken else { return turnAway(socket) }
    let connection = Connection(
      socket: socket, responder: responder, limits: limits, list: self)
    do throws(ServerError) {
      try Thread.start {
        let resets = connection.serve()
        self.end(socket, resetting: resets)
      }
    } catch {
      // No thread can be had: the flood is turned away as if there were too many connections.
      state.withLock { _ = $0.sockets.removeValue(forKey: socket.descriptor) }
      turnAway(socket)
    }
  }

  private func turnAway(_ socket: Socket) {
    let text = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    _ = socket.send(Array(text.utf8), seconds: 0)
    socket.close()
  }

  private func end(_ socket: Socket, resetting: Bool) {
    // Out of the list first, so that nobody shuts down a descriptor that is somebody else's by then.
    state.withLock { _ = $0.sockets.removeValue(forKey: socket.descriptor) }
    socket.close(resetting: resetting)
  }

  /// Notes that a connection holds more bytes, or fewer; `false` where there is no room for more.
  func hold(_ bytes: Int) -> Bool {
    state.withLock { state in
      guard bytes <= 0 || state.heldBytes + bytes <= limits.heldBytes else { return false }
      state.heldBytes += bytes
      return true
    }
  }

  /// Ends all connections and waits until their threads are done, for some seconds at most.
  func endAll() {
    state.withLock { state in
      state.isEnded = true
      for socket in state.sockets.values { socket.endAll() }
    }
    let deadline = Deadline(seconds: 5)
    while count > 0, deadline.remaining > 0 { Deadline(seconds: 0.0005).sleep() }
  }
}
