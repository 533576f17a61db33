import Conformance
import WireFormats

/// Serves one connection: reads requests and plays the scripts that answer them.
struct Connection: Sendable {
  let socket: Socket
  let responder: any Responder
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
        let player = WirePlayer(
          plan: WirePlan(responder.respond(to: request), keepsAlive: keepsAlive), socket: socket,
          writeSeconds: limits.writeSeconds)
        switch player.play() {
        case .keepAlive: break
        case .close, .hang:
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

  /// Answers bytes that are no usable request, in the responder's error shape, and ends.
  private func refuse(_ status: Int, _ reason: String) {
    let response = responder.refuse(unreadable: status, reason: reason)
    var bytes = WireHead.bytes(of: response.head)
    bytes += response.body
    _ = socket.send(bytes, seconds: limits.writeSeconds)
    socket.drain(seconds: 1)
  }
}
