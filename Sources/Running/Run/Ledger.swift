import Conformance
import Synchronization

/// What a run has spent, and when the next request may start. One for all tasks of a run.
final class Ledger: Sendable {
  private struct State {
    var requests = 0
    var outputTokens = 0
    /// When the next request may start, as an instant of the continuous clock.
    var next: ContinuousClock.Instant
  }

  private let state: Mutex<State>
  private let options: RunOptions

  init(options: RunOptions) {
    self.options = options
    state = Mutex(State(next: ContinuousClock.now))
  }

  /// Books one request, or says which ceiling forbids it.
  func book(outputTokens: Int) -> String? {
    state.withLock { state in
      if let limit = options.maximumRequests, state.requests >= limit {
        return "budget: \(limit) requests are spent (--max-requests)"
      }
      if let limit = options.maximumOutputTokens, state.outputTokens + outputTokens > limit {
        return "budget: \(limit) output tokens are spent (--max-output-tokens)"
      }
      state.requests += 1
      state.outputTokens += outputTokens
      return nil
    }
  }

  /// What was booked so far.
  var spent: Runner.Spending {
    state.withLock { Runner.Spending(requests: $0.requests, outputTokens: $0.outputTokens) }
  }

  /// Waits until the pace allows the next request.
  func waitForTurn() async throws(CancellationError) {
    guard let rate = options.requestsPerSecond, rate > 0 else { return }
    let turn = state.withLock { state in
      let turn = max(state.next, ContinuousClock.now)
      state.next = turn + .seconds(1 / rate)
      return turn
    }
    try await pause(until: turn)
  }

  /// Holds every request back, as a 429 with `Retry-After` asks.
  func holdBack(seconds: Double) {
    state.withLock { $0.next = max($0.next, ContinuousClock.now + .seconds(seconds)) }
  }

  private func pause(until instant: ContinuousClock.Instant) async throws(CancellationError) {
    do {
      try await ContinuousClock().sleep(until: instant)
    } catch {
      throw CancellationError()
    }
  }
}
