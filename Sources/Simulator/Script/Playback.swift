import Conformance

/// Plays a script against time limits, with its framing as it is meant.
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
    if let wire = script.wire, wire.allSatisfy(\.bytes.isEmpty) {
      return ended(exchange, script.ending == .reset ? .reset : .closedEarly, at: clock)
    }
    exchange.interim = script.interim
    exchange.firstByteMilliseconds = clock
    var head = script.head
    head.fields = WireHead.fields(of: script)
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
    return end(exchange, clock: clock)
  }

  private func end(_ exchange: HTTPExchange, clock: Double) -> HTTPExchange {
    var exchange = exchange
    if script.ending == .hang {
      let limit = timeOut(pause: .infinity, clock: clock) ?? (.whole, limits.whole * 1000)
      return ended(exchange, .timedOut(limit.0), at: limit.1)
    }
    if let limit = timeOut(pause: script.endPause, clock: clock), script.framing != .length {
      return ended(exchange, .timedOut(limit.0), at: limit.1)
    }
    // A body whose length is told is whole when it is there, whatever the connection does then.
    let wait = script.framing == .length ? 0 : script.endPause
    switch script.ending {
    case .cut where script.framing != .untilClose: exchange.ending = .closedEarly
    case .reset: exchange.ending = .reset
    default: if script.framing == .chunked { exchange.trailers = script.trailers }
    }
    return ended(exchange, exchange.ending, at: clock + wait)
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
