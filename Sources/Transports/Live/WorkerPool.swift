import CConnect
import Conformance
import Synchronization

/// A bounded number of threads, each of which blocks for one exchange at a time: the cooperative
/// pool, which has a thread a core, must never wait for a network.
final class WorkerPool: Sendable {
  private struct State {
    var idle: [Worker] = []
    var count = 0
    var pending: [Job] = []
    var firstPending = 0
    var isClosed = false
  }

  /// What came of handing over a job.
  private enum Placement {
    case queued
    case assigned(Worker)
    case needsWorker
  }

  private let limit: Int
  private let state = Mutex(State())

  /// How long a thread waits for more to do, in nanoseconds.
  private static let linger: Int64 = 2_000_000_000
  /// Enough for a TLS handshake with long certificate chains.
  private static let stackSize = 512 << 10

  init(limit: Int) { self.limit = max(1, limit) }

  /// Runs a job as soon as a thread is free, in the order of submission.
  func submit(_ job: Job) {
    let placement = state.withLock { state -> Placement in
      if let worker = state.idle.popLast() {
        worker.assign(job)
        return .assigned(worker)
      }
      state.pending.append(job)
      guard state.count < limit else { return .queued }
      state.count += 1
      return .needsWorker
    }
    switch placement {
    case .queued: break
    // Outside the lock, as it is a system call that all others would wait for.
    case .assigned(let worker): worker.wake()
    case .needsWorker: start()
    }
  }

  /// Lets idle threads end at once; running jobs finish.
  func close() {
    let idle = state.withLock { state in
      state.isClosed = true
      state.count -= state.idle.count
      defer { state.idle = [] }
      return state.idle
    }
    for worker in idle { worker.wake() }
  }

  private func start() {
    if let worker = Worker(pool: self) {
      let context = Unmanaged.passRetained(worker)
      let result = cconnect_start_thread(
        Self.stackSize,
        { context in
          guard let context else { return }
          let worker = Unmanaged<Worker>.fromOpaque(context).takeRetainedValue()
          worker.run()
        }, context.toOpaque())
      if result == 0 { return }
      context.release()
    }
    // Without a thread of its own the job waits for another one; without any it cannot be done.
    let abandoned = state.withLock { state -> [Job] in
      state.count -= 1
      guard state.count == 0 else { return [] }
      defer {
        state.pending = []
        state.firstPending = 0
      }
      return Array(state.pending[state.firstPending...])
    }
    for job in abandoned {
      job.finish(
        .failure(
          TransportError(
            kind: .unusable,
            message:
              "no thread could be started for a connection – is a limit of the system reached?"
          )))
    }
  }

  // MARK: For workers

  /// The next job, `nil` where the worker should wait (it is idle then) or end.
  fileprivate func next(for worker: Worker) -> (job: Job?, ends: Bool) {
    state.withLock { state in
      if state.firstPending < state.pending.count {
        let job = state.pending[state.firstPending]
        state.firstPending += 1
        if state.firstPending * 2 > state.pending.count {
          state.pending.removeFirst(state.firstPending)
          state.firstPending = 0
        }
        return (job, false)
      }
      if state.isClosed {
        state.count -= 1
        return (nil, true)
      }
      state.idle.append(worker)
      return (nil, false)
    }
  }

  /// Waits for a job; `nil` where the worker should end.
  fileprivate func wait(for worker: Worker) -> Job? {
    let limit = cconnect_monotonic_nanoseconds() + Self.linger
    let isWoken = cconnect_wait_for_wake(worker.wakeReader, limit) == 1
    let job = state.withLock { state -> Job? in
      if let job = worker.takeAssigned() { return job }
      // Still idle: nobody may assign a job any more. Not idle: the pool was closed.
      if let index = state.idle.firstIndex(where: { $0 === worker }) {
        state.idle.remove(at: index)
        state.count -= 1
      }
      return nil
    }
    if job != nil, !isWoken {
      // The job came as the time ran out, and its byte is on the way: it must not stay in the pipe and
      // be taken for a cancellation later.
      _ = cconnect_wait_for_wake(
        worker.wakeReader, cconnect_monotonic_nanoseconds() + Self.linger)
    }
    return job
  }
}

/// One thread and the pipe that wakes it, be it for a job or because a job was cancelled.
final class Worker: Sendable {
  /// Readable once the thread is to look up from what it waits for.
  let wakeReader: Int32
  private let wakeWriter: Int32
  private let pool: WorkerPool
  private let assigned = Mutex<Job?>(nil)

  fileprivate init?(pool: WorkerPool) {
    var descriptors: [Int32] = [-1, -1]
    guard cconnect_wake_pipe(&descriptors) == 0 else { return nil }
    wakeReader = descriptors[0]
    wakeWriter = descriptors[1]
    self.pool = pool
  }

  deinit {
    cconnect_close_descriptor(wakeReader)
    cconnect_close_descriptor(wakeWriter)
  }

  func wake() { cconnect_wake(wakeWriter) }

  fileprivate func assign(_ job: Job) { assigned.withLock { $0 = job } }

  fileprivate func takeAssigned() -> Job? {
    assigned.withLock { job in
      defer { job = nil }
      return job
    }
  }

  fileprivate func run() {
    while true {
      var (job, ends) = pool.next(for: self)
      if ends { return }
      if job == nil { job = pool.wait(for: self) }
      guard let job else { return }
      job.run(self)
      // A cancellation that came too late must not wake the next job.
      cconnect_drain(wakeReader)
    }
  }
}
