import Conformance
import Reports
import Running
import Synchronization

/// What is said while a run goes on: one live line on a terminal, nothing in a log, a line a probe
/// where that is asked for.
final class ProgressLine: Sendable {
  private let console: Console
  private let verbosity: RunSession.Verbosity
  private let options: RunOptions
  private let failures = Mutex(0)
  private let started = ContinuousClock.now

  init(console: Console, verbosity: RunSession.Verbosity, options: RunOptions) {
    self.console = console
    self.verbosity = verbosity
    self.options = options
  }

  /// Tells of one result, which holds no secret any more.
  func show(_ result: ProbeResult, done: Int, total: Int, spent: Runner.Spending) {
    let count = failures.withLock { count in
      if result.judgement.verdict == .fail { count += 1 }
      return count
    }
    if verbosity == .verbose {
      let reason = result.judgement.reason.map { "  \(TerminalText.line($0))" } ?? ""
      console.note("\(result.judgement.verdict.rawValue)  \(result.probe.id)\(reason)")
    } else if verbosity == .normal, console.isInteractive {
      let seconds = (ContinuousClock.now - started) / .seconds(1)
      let rate = seconds > 0 ? Int((Double(spent.requests) / seconds).rounded()) : 0
      let left = done > 0 ? Int((seconds / Double(done) * Double(total - done)).rounded(.up)) : 0
      let parts = [
        "\(done)/\(total) probes", "\(count) failed",
        Self.amount(spent.requests, of: options.maximumRequests, "requests"),
        Self.amount(spent.outputTokens, of: options.maximumOutputTokens, "tokens"),
        "\(rate)/s", "\(left) s left",
      ]
      console.progress("\r\u{1B}[K" + parts.joined(separator: ", "))
    }
  }

  /// `12 requests`, or `12/40 requests` under a ceiling.
  private static func amount(_ spent: Int, of ceiling: Int?, _ unit: String) -> String {
    "\(spent)" + (ceiling.map { "/\($0)" } ?? "") + " \(unit)"
  }

  /// Takes the live line away.
  func clear() {
    if console.isInteractive && verbosity == .normal { console.progress("\r\u{1B}[K") }
  }
}
