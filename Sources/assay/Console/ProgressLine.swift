import Conformance
import Reports
import Running
import Synchronization

/// What is said while a run goes on: one live line on a terminal, nothing in a log, a line a probe
/// where that is asked for.
final class ProgressLine: Sendable {
  private let console: Console
  private let verbosity: RunSession.Verbosity
  private let failures = Mutex(0)
  private let started = ContinuousClock.now

  init(console: Console, verbosity: RunSession.Verbosity) {
    self.console = console
    self.verbosity = verbosity
  }

  func show(_ event: Runner.Event) {
    guard verbosity != .quiet,
      case .finished(let result, let done, let total, let requests, _) = event
    else { return }
    let count = failures.withLock { count in
      if result.judgement.verdict == .fail { count += 1 }
      return count
    }
    if verbosity == .verbose {
      let reason = result.judgement.reason.map { "  \(TerminalText.line($0))" } ?? ""
      console.note("\(result.judgement.verdict.rawValue)  \(result.probe.id)\(reason)")
    } else if console.isInteractive {
      let seconds = (ContinuousClock.now - started) / .seconds(1)
      let rate = seconds > 0 ? Int((Double(requests) / seconds).rounded()) : 0
      let left = done > 0 ? Int((seconds / Double(done) * Double(total - done)).rounded(.up)) : 0
      console.progress(
        "\r\u{1B}[K\(done)/\(total) probes, \(count) failed, \(requests) requests, \(rate)/s, "
          + "\(left) s left")
    }
  }

  /// Takes the live line away.
  func clear() {
    if console.isInteractive && verbosity == .normal { console.progress("\r\u{1B}[K") }
  }
}
