public import Conformance

/// A transport that plays a simulated provider in process, in virtual time: nothing is waited for,
/// and the exchange carries the times that a socket would have shown.
public struct SimulatedTransport: Transport {
  /// The provider that answers.
  public let provider: ReferenceProvider

  /// Makes a transport.
  public init(provider: ReferenceProvider) { self.provider = provider }

  /// Answers the request. Never throws.
  public func send(_ request: HTTPRequest, limits: TimeLimits) async throws(TransportError)
    -> HTTPExchange
  {
    let startedAt = Double(provider.now) * 1000
    var exchange = Playback(script: provider.respond(to: request), limits: limits)
      .exchange(for: request)
    exchange.startedAt = startedAt
    return exchange
  }
}

/// Plays a script against time limits.
struct Playback {
  let script: ScriptedResponse
  let limits: TimeLimits

  /// The exchange that a client sees.
  func exchange(for request: HTTPRequest) -> HTTPExchange {
    var exchange = HTTPExchange(request: request, response: nil, startedAt: 0)
    var clock = script.headPause
    guard clock <= limits.firstByte * 1000 else {
      return ended(exchange, .timedOut(.firstByte), at: limits.firstByte * 1000)
    }
    exchange.interim = script.interim
    exchange.firstByteMilliseconds = clock
    var head = script.head
    head.fields = WireHead.fields(of: script, request: request)
    exchange.response = head
    for part in script.parts where !part.bytes.isEmpty {
      if let limit = timeOut(pause: part.pause, clock: clock) {
        return ended(exchange, .timedOut(limit.0), at: limit.1)
      }
      clock += part.pause
      let room = limits.bodyBytes - exchange.body.count
      exchange.body += part.bytes.prefix(room)
      exchange.reads.append(
        HTTPExchange.BodyRead(milliseconds: clock, byteCount: min(room, part.bytes.count)))
      if part.bytes.count > room {
        return ended(exchange, .tooLarge(limit: limits.bodyBytes), at: clock)
      }
    }
    switch script.ending {
    case .hang:
      let silence = clock + limits.silence * 1000
      return silence <= limits.whole * 1000
        ? ended(exchange, .timedOut(.silence), at: silence)
        : ended(exchange, .timedOut(.whole), at: limits.whole * 1000)
    case .cut where script.framing != .untilClose:
      return ended(exchange, .closedEarly, at: clock + script.endPause)
    case .reset: return ended(exchange, .reset, at: clock + script.endPause)
    case .complete, .cut:
      if let limit = timeOut(pause: script.endPause, clock: clock) {
        return ended(exchange, .timedOut(limit.0), at: limit.1)
      }
      if script.framing == .chunked { exchange.trailers = script.trailers }
      return ended(exchange, exchange.ending, at: clock + script.endPause)
    }
  }

  private func timeOut(pause: Double, clock: Double) -> (HTTPExchange.TimeLimit, Double)? {
    let whole = limits.whole * 1000
    let silence = limits.silence * 1000
    if pause > silence && clock + silence <= whole { return (.silence, clock + silence) }
    return clock + pause > whole ? (.whole, whole) : nil
  }

  private func ended(_ exchange: HTTPExchange, _ ending: HTTPExchange.Ending, at time: Double)
    -> HTTPExchange
  {
    var exchange = exchange
    exchange.ending = ending
    exchange.totalMilliseconds = time
    return exchange
  }
}
