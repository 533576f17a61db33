import Dispatch
import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Turns SIGINT and SIGTERM into the cancellation of a run, so that its reports are still written. A
/// second signal ends the process at once.
final class Interruption: Sendable {
  private let state = Mutex(false)

  /// Whether a signal came.
  var happened: Bool { state.withLock { $0 } }

  /// Runs the body; a signal cancels it.
  func guarding<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
    let signals = AsyncStream.makeStream(of: Void.self)
    var sources: [any DispatchSourceSignal] = []
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        let isSecond = state.withLock { happened in
          defer { happened = true }
          return happened
        }
        if isSecond { _exit(130) }
        signals.continuation.yield()
      }
      // Nothing may be sent before a signal can stop it.
      await withCheckedContinuation { continuation in
        source.setRegistrationHandler { continuation.resume() }
        source.resume()
      }
      sources.append(source)
    }
    let task = Task { await body() }
    let watch = Task {
      for await _ in signals.stream { task.cancel() }
    }
    let value = await task.value
    watch.cancel()
    for source in sources { source.cancel() }
    return value
  }

  /// Waits for a signal.
  ///
  /// - Parameter ready: called once signals are caught, so that whoever is told may send one.
  func wait(ready: @escaping @Sendable () -> Void) async {
    await guarding {
      ready()
      while !Task.isCancelled {
        do {
          try await Task.sleep(for: .seconds(3600))
        } catch {
          return
        }
      }
    }
  }
}
