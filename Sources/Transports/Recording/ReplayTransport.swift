public import Conformance
import Synchronization

/// Serves recorded exchanges: each request gets the next recording of its hash, in attempt order.
///
/// Make one for each fixture file: two probes may send equal requests and were answered
/// differently.
public final class ReplayTransport: Transport {
  /// How fast recordings are served.
  public enum Pacing: Sendable, Hashable {
    /// At once.
    case immediate
    /// As slowly as they were recorded. The recorded times are returned in either case.
    case kept
  }

  private struct Recordings {
    var exchanges: [HTTPExchange]
    var served = 0
  }

  private let pacing: Pacing
  private let name: String
  private let advice: String
  private let recordings: Mutex<[String: Recordings]>

  /// Makes a transport from the entries of a recording.
  ///
  /// - Parameters:
  ///   - entries: the recorded exchanges in attempt order; an entry without a probe reference, as
  ///     other programs write them, counts by the hash of its request.
  ///   - pacing: how fast they are served.
  ///   - name: what the recording is called in messages, for instance its file.
  ///   - advice: how to record again, as the end of a message.
  public init(
    _ entries: [HARDocument.Entry], pacing: Pacing = .immediate, name: String = "the recording",
    advice: String = "record it again against the live endpoint"
  ) {
    self.pacing = pacing
    self.name = name
    self.advice = advice
    var recordings: [String: Recordings] = [:]
    for entry in entries {
      let hash = entry.probe?.requestHash ?? entry.exchange.request.replayHash
      recordings[hash, default: Recordings(exchanges: [])].exchanges.append(entry.exchange)
    }
    self.recordings = Mutex(recordings)
  }

  /// Returns the next recording of a request; its limits are not applied, for the recording already
  /// says how the exchange ended.
  ///
  /// - Throws: ``TransportError`` of kind `notRecorded` where there is none, or no more, or of kind
  ///   `cancelled`.
  public func send(
    _ request: HTTPRequest, limits: TimeLimits
  ) async throws(TransportError) -> HTTPExchange {
    if Task.isCancelled { throw .cancelled }
    let hash = request.replayHash
    let (exchange, count) = recordings.withLock { recordings -> (HTTPExchange?, Int) in
      guard var found = recordings[hash] else { return (nil, 0) }
      guard found.served < found.exchanges.count else { return (nil, found.served) }
      let exchange = found.exchanges[found.served]
      found.served += 1
      recordings[hash] = found
      return (exchange, found.served)
    }
    guard let exchange else { throw notRecorded(request, hash: hash, served: count) }
    if pacing == .kept {
      do {
        try await Task.sleep(for: .milliseconds(exchange.totalMilliseconds))
      } catch {
        throw .cancelled
      }
    }
    return exchange
  }

  private func notRecorded(_ request: HTTPRequest, hash: String, served: Int) -> TransportError {
    let what = "\(request.method) \(request.target) (hash \(hash.prefix(12)))"
    let problem =
      served == 0
      ? "\(name) holds no answer to \(what): the request has changed since, or was never recorded"
      : "\(name) holds \(served) \(served == 1 ? "answer" : "answers") to \(what), and one more "
        + "is asked for"
    return TransportError(kind: .notRecorded, message: "\(problem) – \(advice)")
  }
}
