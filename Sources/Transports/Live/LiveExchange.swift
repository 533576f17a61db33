import CConnect
import Conformance

/// One request and its response, on a thread that may block.
struct LiveExchange {
  let request: HTTPRequest
  /// The request as it goes over the wire.
  let bytes: [UInt8]
  let limits: TimeLimits
  let options: LiveTransportOptions
  let connections: ConnectionPool
  /// Readable once the exchange is cancelled.
  let wake: Int32

  /// Does the exchange on a kept connection, or else, or where that proves dead, on a fresh one.
  func run() throws(TransportError) -> HTTPExchange {
    let start = cconnect_monotonic_nanoseconds()
    let whole = start + Self.nanoseconds(limits.whole)
    if let kept = connections.take(ByteConnection.key(for: request.origin)) {
      var attempt = Attempt(self, on: kept, whole: whole)
      if let exchange = try attempt.run(isReused: true) { return exchange }
    }
    let connectLimit = cconnect_monotonic_nanoseconds() + Self.nanoseconds(limits.connect)
    let fresh = try ByteConnection.open(
      to: request.origin, options: options, until: min(connectLimit, whole),
      seconds: min(limits.connect, limits.whole), wake: wake)
    var attempt = Attempt(self, on: fresh, whole: whole)
    if let exchange = try attempt.run(isReused: false) { return exchange }
    throw Attempt.notSent(to: request.origin, because: "the connection broke")
  }

  /// Seconds as nanoseconds, without overflow for limits that mean "none".
  static func nanoseconds(_ seconds: Double) -> Int64 {
    seconds.isNaN ? 0 : Int64(max(0, min(seconds, 1e9)) * 1e9)
  }
}

extension LiveExchange {
  /// The exchange on one connection.
  struct Attempt {
    private let exchange: LiveExchange
    private let connection: ByteConnection
    private let whole: Int64
    private var reader: HTTPResponseReader
    private var sentCount = 0
    private var sendingBroke = false
    /// When the request was sent whole, or the last of its bytes so far.
    private var sentAt: Int64
    private var firstByteAt: Int64?
    private var lastByteAt: Int64
    private var reads: [(at: Int64, count: Int)] = []
    private var buffer = [UInt8](repeating: 0, count: 16 << 10)
    /// Whole milliseconds, the usual precision of a recording.
    private let startedAt = cconnect_wall_milliseconds().rounded(.down)

    init(_ exchange: LiveExchange, on connection: ByteConnection, whole: Int64) {
      self.exchange = exchange
      self.connection = connection
      self.whole = whole
      reader = HTTPResponseReader(
        method: exchange.request.method,
        limits: HTTPResponseReader.Limits(bodyBytes: max(0, exchange.limits.bodyBytes)))
      sentAt = cconnect_monotonic_nanoseconds()
      lastByteAt = sentAt
    }

    private var isSent: Bool { sentCount == exchange.bytes.count }

    /// Sends and receives until the response has ended. Sending goes on while an answer comes, and
    /// an answer is read though the request could not be sent whole: servers refuse early.
    ///
    /// - Returns: `nil` where a kept connection proved dead before the first byte.
    mutating func run(isReused: Bool) throws(TransportError) -> HTTPExchange? {
      while reader.ending == nil {
        let wantsToSend = try sendMore()
        guard reader.ending == nil else { break }
        switch receive() {
        case CCONNECT_OK:
          if reader.ending == nil, lastByteAt >= whole { reader.stop(.timedOut(.whole)) }
        case CCONNECT_AGAIN: try wait(toSend: wantsToSend)
        case let status:
          if firstByteAt == nil {
            if isReused { return nil }
            guard isSent else {
              throw Self.notSent(
                to: exchange.request.origin,
                because: status == CCONNECT_RESET
                  ? "the server reset the connection" : "the server closed the connection")
            }
          }
          lastByteAt = cconnect_monotonic_nanoseconds()
          reader.stop(Self.stop(for: status))
        }
      }
      return finish()
    }

    // MARK: Steps

    /// Sends what can be sent. Returns whether some is left that can still be sent.
    private mutating func sendMore() throws(TransportError) -> Bool {
      while !isSent, !sendingBroke {
        var count = 0
        let status = connection.send(exchange.bytes[sentCount...], sent: &count)
        if status == CCONNECT_AGAIN { return true }
        if status != CCONNECT_OK {
          // The answer that explains it may already be here, or on its way.
          sendingBroke = true
          return false
        }
        sentCount += count
        sentAt = cconnect_monotonic_nanoseconds()
        if sentAt >= whole, !isSent { try runOut(of: .whole) }
        if reader.ending != nil { return false }
      }
      return false
    }

    private mutating func receive() -> cconnect_status {
      var count = 0
      let status = connection.receive(into: &buffer, count: &count)
      guard status == CCONNECT_OK else { return status }
      lastByteAt = cconnect_monotonic_nanoseconds()
      if firstByteAt == nil { firstByteAt = lastByteAt }
      let before = reader.body.count
      reader.read(buffer[..<count])
      let grown = reader.body.count - before
      if grown > 0 { reads.append((lastByteAt, grown)) }
      return status
    }

    /// Waits for the connection, for as long as the nearest time limit allows.
    private mutating func wait(toSend: Bool) throws(TransportError) {
      let limits = exchange.limits
      var limit = HTTPExchange.TimeLimit.silence
      var deadline = max(sentAt, lastByteAt) + LiveExchange.nanoseconds(limits.silence)
      if firstByteAt == nil, isSent || sendingBroke {
        limit = .firstByte
        deadline = sentAt + LiveExchange.nanoseconds(limits.firstByte)
      }
      if whole < deadline {
        limit = .whole
        deadline = whole
      }
      let status = connection.wait(
        reading: true, writing: toSend, until: deadline, wake: exchange.wake)
      switch status {
      case CCONNECT_TIMED_OUT: try runOut(of: limit)
      case CCONNECT_WOKEN: throw .cancelled
      default: break
      }
    }

    private mutating func runOut(of limit: HTTPExchange.TimeLimit) throws(TransportError) {
      if !isSent, firstByteAt == nil {
        throw Self.notSent(
          to: exchange.request.origin, because: "the server took no more bytes in time")
      }
      lastByteAt = cconnect_monotonic_nanoseconds()
      reader.stop(.timedOut(limit))
    }

    private mutating func finish() -> HTTPExchange {
      let endedAt = lastByteAt
      if reader.ending == .complete, isSent {
        // What a server sends beyond its response often comes in the same packet.
        let status = receive()
        if status == CCONNECT_AGAIN, reader.allowsReuse, !asksToClose {
          exchange.connections.keep(connection)
        }
      }
      return HTTPExchange(
        request: exchange.request, interim: reader.interim, response: reader.response,
        body: reader.body,
        reads: reads.map {
          HTTPExchange.BodyRead(milliseconds: milliseconds($0.at), byteCount: $0.count)
        },
        trailers: reader.trailers, irregularities: reader.irregularities,
        ending: reader.ending ?? .closedEarly, firstByteMilliseconds: firstByteAt.map(milliseconds),
        totalMilliseconds: milliseconds(endedAt), startedAt: startedAt)
    }

    /// Whether the request itself says that no other follows.
    private var asksToClose: Bool {
      exchange.request.fields.all(named: "Connection").contains {
        $0.lowercased().contains("close")
      }
    }

    /// Milliseconds from the request sent; an early answer may come before that.
    private func milliseconds(_ instant: Int64) -> Double {
      // Whole microseconds: more digits would only be noise in a fixture.
      Double(max(0, instant - sentAt) / 1000) / 1000
    }

    private static func stop(for status: cconnect_status) -> HTTPResponseReader.Stop {
      switch status {
      case CCONNECT_CLOSED: .closed
      case CCONNECT_TRUNCATED: .truncated
      default: .reset
      }
    }

    fileprivate static func notSent(
      to origin: HTTPOrigin, because cause: String
    ) -> TransportError {
      TransportError(
        kind: .sendFailed,
        message: "the request to \(origin.authority) could not be sent whole and no answer came: "
          + cause)
    }
  }
}
