import Conformance

/// Plays one response over a socket, each byte at its time.
struct WirePlayer {
  let plan: WirePlan
  let socket: Socket
  let writeSeconds: Double

  /// Long pauses are spent watching the connection, so that a client that leaves and a server that
  /// stops are noticed; these last seconds are slept to the point.
  private static let sleptSeconds = 0.01

  /// Plays it.
  ///
  /// - Returns: what becomes of the connection.
  func play() -> WirePlan.Aftermath {
    let start = SystemClock.monotonicNanoseconds
    for step in plan.steps {
      guard wait(until: step.milliseconds, from: start),
        socket.send(step.bytes, seconds: writeSeconds) == .done
      else { return .close }
    }
    guard wait(until: plan.endMilliseconds, from: start) else { return .close }
    if plan.aftermath == .hang {
      _ = socket.waitForHangUp(until: Deadline(seconds: 3600))
    }
    return plan.aftermath
  }

  /// Waits until so many milliseconds after the start; `false` where the client is gone by then.
  private func wait(until milliseconds: Double, from start: UInt64) -> Bool {
    let moment = Deadline(nanoseconds: start + UInt64(max(0, milliseconds) * 1e6))
    if moment.remaining > 2 * Self.sleptSeconds {
      let watch = Deadline(
        nanoseconds: moment.nanoseconds - UInt64(Self.sleptSeconds * 1_000_000_000))
      if socket.waitForHangUp(until: watch) { return false }
    }
    if moment.remaining > 0 { moment.sleep() }
    return true
  }
}
