import Conformance
import WireFormats

/// Serves one connection: reads requests and plays the scripts that answer them.
struct Connection: Sendable {
  let socket: Socket
  let provider: ReferenceProvider
  let limits: SimulatorServer.Limits
  let list: ConnectionList

  /// Serves until the connection ends.
  ///
  /// - Returns: whether it is to end with a reset.
  func serve() -> Bool {
    var reader = RequestReader(limits: limits)
    var held = 0
    defer { _ = list.hold(-held) }
    var deadline = Deadline(seconds: limits.idleSeconds)
    var wasIdle = true
    while true {
      switch reader.next() {
      case .request(let request, let keepsAlive):
        // RFC 9110 section 9.3.2: what HEAD is answered with has no body.
        let player = ScriptPlayer(
          script: provider.respond(to: request), request: request, socket: socket,
          writeSeconds: limits.writeSeconds, keepsAlive: keepsAlive)
        switch player.play() {
        case .keepAlive: break
        case .close:
          socket.drain(seconds: 1)
          return false
        case .reset: return true
        }
        _ = list.hold(reader.heldBytes - held)
        held = reader.heldBytes
        deadline = Deadline(seconds: limits.idleSeconds)
        wasIdle = true
      case .awaitsContinue:
        let interim = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
        guard socket.send(interim, seconds: limits.writeSeconds) == .done else { return false }
      case .refused(let status, let reason):
        refuse(status, reason)
        return false
      case .needsMore:
        if wasIdle && !reader.isIdle {
          wasIdle = false
          deadline = Deadline(seconds: limits.requestSeconds)
        }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let outcome = socket.read(into: &buffer, seconds: deadline.remaining)
        guard outcome == .done else {
          if outcome == .timedOut && !reader.isIdle { refuse(408, "The request took too long.") }
          return false
        }
        guard list.hold(buffer.count) else {
          refuse(503, "Too many requests are being read.")
          return false
        }
        held += buffer.count
        reader.append(buffer)
      }
    }
  }

  /// Answers bytes that are no usable request, in the provider's error shape, and ends.
  private func refuse(_ status: Int, _ reason: String) {
    let response = provider.refuse(unreadable: status, reason: reason)
    var bytes = WireHead.bytes(of: response.head)
    bytes += response.body
    _ = socket.send(bytes, seconds: limits.writeSeconds)
    socket.drain(seconds: 1)
  }
}

/// Plays one scripted response over a socket.
struct ScriptPlayer {
  let script: ScriptedResponse
  let request: HTTPRequest
  let socket: Socket
  let writeSeconds: Double
  let keepsAlive: Bool

  /// What becomes of the connection.
  enum Aftermath: Sendable, Hashable {
    case keepAlive
    case close
    case reset
  }

  /// How much is gathered at most before it is sent, where no pause comes between.
  private static let gathered = 32_768

  /// Plays it.
  func play() -> Aftermath {
    let start = SystemClock.monotonicNanoseconds
    var elapsed = script.headPause
    guard wait(until: elapsed, from: start) else { return .close }
    let isChunked = script.framing == .chunked
    var pending = script.interim.flatMap { WireHead.bytes(of: $0) }
    pending += WireHead.bytes(of: head)
    for part in script.parts where !part.bytes.isEmpty {
      if part.pause > 0 || pending.count > Self.gathered {
        guard send(&pending) else { return .close }
        elapsed += part.pause
        guard wait(until: elapsed, from: start) else { return .close }
      }
      if isChunked { pending += Array((String(part.bytes.count, radix: 16) + "\r\n").utf8) }
      pending += part.bytes
      if isChunked { pending += [0x0D, 0x0A] }
    }
    if script.endPause > 0 || script.ending != .complete {
      guard send(&pending) else { return .close }
      guard wait(until: elapsed + script.endPause, from: start) else { return .close }
    }
    switch script.ending {
    case .complete: break
    case .cut: return .close
    case .reset: return .reset
    case .hang:
      _ = socket.waitForHangUp(until: Deadline(seconds: 3600))
      return .close
    }
    if isChunked {
      pending += Array("0\r\n".utf8)
      for line in script.trailers.lines { pending += Array("\(line.name): \(line.value)\r\n".utf8) }
      pending += [0x0D, 0x0A]
    }
    guard send(&pending) else { return .close }
    return keepsAlive && script.framing != .untilClose ? .keepAlive : .close
  }

  private var head: HTTPResponseHead {
    var head = script.head
    head.fields = WireHead.fields(of: script, request: request)
    if !keepsAlive { head.fields.set("Connection", to: "close") }
    return head
  }

  private func send(_ bytes: inout [UInt8]) -> Bool {
    guard !bytes.isEmpty else { return true }
    defer { bytes.removeAll(keepingCapacity: true) }
    return socket.send(bytes, seconds: writeSeconds) == .done
  }

  /// Waits until so many milliseconds after the start; `false` where the client is gone by then.
  private func wait(until milliseconds: Double, from start: UInt64) -> Bool {
    let moment = Deadline(nanoseconds: start + UInt64(max(0, milliseconds) * 1e6))
    // Long pauses are spent watching the connection, so that a client that leaves and a server that
    // stops are noticed; the last moment is slept to the point.
    let watched = 0.02
    if moment.remaining > watched {
      let watch = Deadline(nanoseconds: moment.nanoseconds - UInt64(watched * 1e9 / 2))
      if socket.waitForHangUp(until: watch) { return false }
    }
    if moment.remaining > 0 { moment.sleep() }
    return true
  }
}
