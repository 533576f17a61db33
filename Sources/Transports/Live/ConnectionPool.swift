import Synchronization

/// Idle connections, kept for the next exchange with the same server.
final class ConnectionPool: Sendable {
  private struct State {
    /// The most recently used last.
    var idle: [ByteConnection] = []
    var isClosed = false
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  /// Takes the connection to that server that was used last and still is open.
  func take(_ key: String) -> ByteConnection? {
    while true {
      let found = state.withLock { state -> ByteConnection? in
        guard let index = state.idle.lastIndex(where: { $0.key == key }) else { return nil }
        return state.idle.remove(at: index)
      }
      guard let found else { return nil }
      if found.isStillIdle { return found }
    }
  }

  /// Keeps a connection; the one unused for longest gives way where there are too many.
  func keep(_ connection: ByteConnection) {
    // Closed outside the lock, for closing may take its time.
    var closing: ByteConnection?
    state.withLock { state in
      if state.isClosed {
        closing = connection
      } else {
        state.idle.append(connection)
        if state.idle.count > limit { closing = state.idle.removeFirst() }
      }
    }
    _ = closing
  }

  /// Closes all idle connections, and those that come back later.
  func close() {
    let closing = state.withLock { state in
      state.isClosed = true
      defer { state.idle = [] }
      return state.idle
    }
    _ = closing
  }
}
