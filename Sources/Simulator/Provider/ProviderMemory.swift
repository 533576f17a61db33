import Conformance
import Synchronization

/// What a provider remembers from one request to the next: how often the same request came, and how
/// many came in the running period. A class, as all copies of a provider share it.
final class ProviderMemory: Sendable {
  private struct State {
    var occurrences: [UInt64: Int] = [:]
    var periodStart = 0
    var requestsInPeriod = 0
  }

  private let state = Mutex(State())

  /// The most requests that are told apart; beyond it, counting begins anew, so that memory stays
  /// bounded whatever comes in.
  private static let capacity = 65_536

  /// How many requests with this hash came before. As requests are counted each for itself, the
  /// order in which different ones come changes nothing.
  func occurrence(of hash: UInt64) -> Int {
    state.withLock { state in
      if state.occurrences.count >= Self.capacity {
        state.occurrences.removeAll(keepingCapacity: true)
      }
      let count = state.occurrences[hash, default: 0]
      state.occurrences[hash] = count + 1
      return count
    }
  }

  /// Counts a request against a rate limit.
  ///
  /// - Returns: how many more are allowed in this period, negative where this one is not, and the
  ///   seconds until the next period.
  func count(against limit: Service.RateLimit, now: Int) -> (left: Int, reset: Int) {
    state.withLock { state in
      let period = max(1, Int(limit.seconds.rounded(.up)))
      if now - state.periodStart >= period {
        state.periodStart = now
        state.requestsInPeriod = 0
      }
      state.requestsInPeriod += 1
      return (limit.requests - state.requestsInPeriod, state.periodStart + period - now)
    }
  }
}
