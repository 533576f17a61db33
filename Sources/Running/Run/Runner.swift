public import Checks
public import Conformance

/// Runs a plan against a provider: one bounded task group is all the concurrency there is.
public struct Runner: Sendable {
  /// What a run tells while it goes on.
  public enum Event: Sendable {
    /// A probe is done; what was spent is that of the whole run so far.
    case finished(ProbeResult, done: Int, total: Int, spent: Spending)
  }

  /// What a run has spent.
  public struct Spending: Sendable, Hashable {
    /// Requests sent, retries included.
    public var requests: Int
    /// Output tokens that these may have cost at most.
    public var outputTokens: Int
  }

  private let plan: Plan
  private let probeRunner: ProbeRunner
  private let ledger: Ledger
  private let options: RunOptions

  /// Makes a runner.
  ///
  /// - Parameters:
  ///   - plan: what to run.
  ///   - context: the spec and its schemas.
  ///   - transport: how the requests of one probe are sent; asked for once for each probe.
  ///   - builder: how requests are made.
  ///   - options: pace, ceilings, concurrency.
  public init(
    plan: Plan, context: CheckContext, transport: @escaping @Sendable () -> any Transport,
    builder: RequestBuilder, options: RunOptions
  ) {
    self.plan = plan
    self.options = options
    ledger = Ledger(options: options)
    probeRunner = ProbeRunner(
      builder: builder, transport: transport, judge: ProbeJudge(context: context),
      options: options, ledger: ledger)
  }

  /// Runs the plan.
  ///
  /// - Parameters:
  ///   - known: results that need not be made again, by probe id: from a journal.
  ///   - report: told of each result as it comes, in order of completion.
  /// - Returns: the results in plan order. Where the task was cancelled, those that were finished.
  public func run(
    known: [ProbeID: ProbeResult] = [:], report: @escaping @Sendable (Event) async -> Void
  ) async -> [ProbeResult] {
    var results = known
    var waiting: [Probe] = []
    for entry in plan.entries {
      if let reason = entry.skipReason {
        results[entry.probe.id] = ProbeResult(probe: entry.probe, judgement: .skipped(reason))
      } else if results[entry.probe.id] == nil {
        waiting.append(entry.probe)
      }
    }
    if let refusal = await preflight(&waiting, &results, report: report) {
      for probe in waiting {
        results[probe.id] = ProbeResult(probe: probe, judgement: .error(refusal))
      }
      waiting = []
    }
    await withTaskGroup(of: ProbeResult?.self) { group in
      var queue = waiting.makeIterator()
      func startNext() {
        guard let probe = queue.next() else { return }
        group.addTask {
          let result = await probeRunner.run(probe)
          // What an interruption cut short is not a result.
          return Task.isCancelled && result.judgement.verdict == .error ? nil : result
        }
      }
      for _ in 0..<options.concurrency { startNext() }
      for await result in group {
        if let result {
          results[result.probe.id] = result
          await report(event(for: result, done: results.count))
        }
        if !Task.isCancelled { startNext() }
      }
    }
    return plan.entries.compactMap { results[$0.probe.id] }.heldToPrerequisites()
  }

  /// Sends the first probe alone, so that a wrong address, key or model is one clear error and not a
  /// hundred.
  ///
  /// - Returns: why nothing else is to be sent, `nil` where the rest may go on.
  private func preflight(
    _ waiting: inout [Probe], _ results: inout [ProbeID: ProbeResult],
    report: @escaping @Sendable (Event) async -> Void
  ) async -> String? {
    let position = waiting.firstIndex { probe in
      probe.steps.count == 1 && probe.steps.allSatisfy { $0.expectation == .accepted }
    }
    guard let position else { return nil }
    let probe = waiting.remove(at: position)
    var result = await probeRunner.run(probe)
    if Task.isCancelled { return nil }
    let refusal = Preflight.refusal(of: result, model: probeRunner.builder.model)
    if let refusal, result.judgement.verdict != .error { result.judgement = .error(refusal) }
    results[probe.id] = result
    await report(event(for: result, done: results.count))
    return refusal
  }

  private func event(for result: ProbeResult, done: Int) -> Event {
    .finished(result, done: done, total: plan.entries.count, spent: ledger.spent)
  }
}
