public import Conformance

/// What a client reads from the connection for one request, and when: the raw bytes, head and framing
/// included.
public struct WireTranscript: Sendable, Hashable {
  /// Some bytes that arrive at once.
  public struct Read: Sendable, Hashable {
    /// Milliseconds from the request.
    public var milliseconds: Double
    /// The bytes.
    public var bytes: [UInt8]
  }

  /// Why no more bytes come.
  public enum Stop: Sendable, Hashable {
    /// The server closed the connection.
    case closed
    /// The connection was reset.
    case reset
    /// A time limit ran out. Means nothing where the response was whole by then.
    case timedOut(HTTPExchange.TimeLimit)
  }

  /// What arrives, in order.
  public private(set) var reads: [Read]
  /// Why no more comes.
  public private(set) var stop: Stop
  /// When that is, in milliseconds from the request.
  public private(set) var stopMilliseconds: Double

  /// What a client with these limits reads of a response.
  public init(of script: ScriptedResponse, limits: TimeLimits) {
    let plan = WirePlan(script, keepsAlive: true)
    let whole = limits.whole * 1000
    reads = []
    var clock = 0.0
    for step in plan.steps {
      let limit = reads.isEmpty ? limits.firstByte : limits.silence
      if step.milliseconds - clock > limit * 1000 || step.milliseconds > whole {
        (stop, stopMilliseconds) = Self.timeOut(from: clock, isFirst: reads.isEmpty, limits)
        return
      }
      clock = step.milliseconds
      reads.append(Read(milliseconds: clock, bytes: step.bytes))
    }
    switch plan.aftermath {
    case .hang, .keepAlive:
      (stop, stopMilliseconds) = Self.timeOut(from: clock, isFirst: reads.isEmpty, limits)
    case .close, .reset:
      stop = plan.aftermath == .reset ? .reset : .closed
      stopMilliseconds = plan.endMilliseconds
      if plan.endMilliseconds - clock > limits.silence * 1000 || plan.endMilliseconds > whole {
        (stop, stopMilliseconds) = Self.timeOut(from: clock, isFirst: reads.isEmpty, limits)
      }
    }
  }

  private static func timeOut(from clock: Double, isFirst: Bool, _ limits: TimeLimits) -> (
    Stop, Double
  ) {
    let next = clock + (isFirst ? limits.firstByte : limits.silence) * 1000
    let whole = limits.whole * 1000
    return next <= whole
      ? (.timedOut(isFirst ? .firstByte : .silence), next) : (.timedOut(.whole), whole)
  }
}
