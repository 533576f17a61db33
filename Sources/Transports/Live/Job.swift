import Conformance
import Synchronization

/// One exchange to be done by a ``Worker``, and the task that waits for it. It is answered exactly
/// once: by its body, by a cancellation while it waits, or for want of a thread.
final class Job: Sendable {
  typealias Answer = Result<HTTPExchange, TransportError>

  private enum Phase {
    case waiting
    case running(Worker)
    case answered
  }

  private struct State {
    var phase = Phase.waiting
    var isCancelled = false
    var continuation: CheckedContinuation<Answer, Never>?
  }

  private let body: @Sendable (Worker) -> Answer
  private let state = Mutex(State())

  /// Makes a job; its body blocks the worker's thread.
  init(_ body: @escaping @Sendable (Worker) -> Answer) { self.body = body }

  /// Names the task that waits. Returns `false` where it was cancelled before, and is answered.
  func attach(_ continuation: CheckedContinuation<Answer, Never>) -> Bool {
    let isCancelled = state.withLock { state in
      if state.isCancelled {
        state.phase = .answered
      } else {
        state.continuation = continuation
      }
      return state.isCancelled
    }
    if isCancelled { continuation.resume(returning: .failure(.cancelled)) }
    return !isCancelled
  }

  /// Cancels the job: one that waits is answered at once, one that runs is woken.
  func cancel() {
    let isWaiting = state.withLock { state in
      state.isCancelled = true
      switch state.phase {
      case .running(let worker):
        worker.wake()
        return false
      case .waiting: return state.continuation != nil
      case .answered: return false
      }
    }
    if isWaiting { finish(.failure(.cancelled)) }
  }

  /// Does the job, unless it was answered while it waited.
  func run(_ worker: Worker) {
    let starts = state.withLock { state in
      guard case .waiting = state.phase, !state.isCancelled else { return false }
      state.phase = .running(worker)
      return true
    }
    guard starts else { return }
    finish(body(worker))
  }

  /// Answers the task that waits; later answers are dropped.
  func finish(_ answer: Answer) {
    let continuation = state.withLock { state in
      state.phase = .answered
      defer { state.continuation = nil }
      return state.continuation
    }
    continuation?.resume(returning: answer)
  }
}
