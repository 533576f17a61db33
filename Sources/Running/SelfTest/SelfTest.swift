public import Conformance
import Planning
public import Simulator

/// Measures assay itself: every fault of the simulated provider against every spec to which it
/// applies. A fault that no check sees is a miss; a legal quirk on which a *must* is found is a false
/// alarm.
public struct SelfTest: Sendable {
  /// What one fault came to under one spec.
  public struct Outcome: Sendable, Hashable {
    /// The fault.
    public let fault: String
    /// Whether it is legal.
    public let isQuirk: Bool
    /// The spec.
    public let spec: String
    /// The checks that spoke and do not speak of the unmutated provider, with how many probes each
    /// spoke on, most first.
    public let caughtBy: [Catch]
    /// Of these, the ones that the fault is not declared to trip.
    public let crossTalk: [CheckID]
    /// Whether one of the declared checks spoke, or any where none is declared.
    public let isCaught: Bool
    /// Whether a *must* was found on something legal.
    public let isFalseAlarm: Bool
  }

  /// A check that spoke.
  public struct Catch: Sendable, Hashable {
    /// The check.
    public let check: CheckID
    /// How many probes it spoke on.
    public let probes: Int
    /// The gravest level.
    public let level: Level
  }

  private let suites: [Suite]
  private let faults: [Fault]
  private let profile: Profile

  /// Makes a self-test.
  ///
  /// - Parameters:
  ///   - suites: the specs.
  ///   - faults: what to try; all that apply to each spec are tried on it.
  ///   - profile: how much is planned.
  public init(suites: [Suite], faults: [Fault], profile: Profile = .full) {
    self.suites = suites
    self.faults = faults
    self.profile = profile
  }

  /// Runs it.
  ///
  /// - Parameters:
  ///   - jobs: how many faults are tried at once.
  ///   - progress: told of each outcome as it comes.
  /// - Returns: the outcomes by spec, then by fault, and what the unmutated provider got wrong.
  public func run(jobs: Int, progress: @escaping @Sendable (Outcome) -> Void = { _ in })
    async throws
    -> SelfTestReport
  {
    var outcomes: [Outcome] = []
    var unclean: [SelfTestReport.Unclean] = []
    for suite in suites {
      let plan = try suite.plan(PlanOptions(profile: profile))
      let judged = try await results(of: plan, suite: suite, faults: [])
      let clean = speaking(judged)
      let known = Dictionary(
        judged.filter { $0.judgement.verdict != .inconclusive }.map { ($0.probe.id, $0) },
        uniquingKeysWith: { first, _ in first })
      unclean += clean.filter { $0.key.level == .must }.map { key, probes in
        SelfTestReport.Unclean(spec: suite.spec.id, check: key.check, probes: probes.sorted())
      }.sorted { $0.check < $1.check }
      let applicable = faults.filter { $0.applicability(to: suite.spec) == .applies }
      outcomes += try await Self.map(applicable, jobs: jobs) { fault in
        let spoken = speaking(
          try await results(of: plan, suite: suite, faults: [fault], judged: known))
        let outcome = self.outcome(of: fault, spec: suite.spec.id, spoken: spoken, clean: clean)
        progress(outcome)
        return outcome
      }
    }
    return SelfTestReport(outcomes: outcomes, unclean: unclean)
  }

  private struct Voice: Hashable {
    let check: CheckID
    let level: Level
  }

  /// Which checks speak, at which level, on which probes.
  private func speaking(_ results: [ProbeResult]) -> [Voice: Set<ProbeID>] {
    var spoken: [Voice: Set<ProbeID>] = [:]
    for result in results {
      for finding in result.judgement.findings {
        spoken[Voice(check: finding.check, level: finding.level), default: []]
          .insert(result.probe.id)
      }
    }
    return spoken
  }

  private func results(
    of plan: Plan, suite: Suite, faults: [Fault], judged: [ProbeID: ProbeResult] = [:]
  ) async throws -> [ProbeResult] {
    let provider = try ReferenceProvider(
      spec: suite.spec, options: SimulatorOptions(faults: faults))
    // In process nothing is gained by more than one at a time, and the order of requests stays the
    // same, so that the provider's own counters do.
    var options = RunOptions(concurrency: 1, retries: 0, longestWait: 0)
    options.judged = judged
    return await suite.run(plan, against: .simulated(provider), options: options)
  }

  private func outcome(
    of fault: Fault, spec: String, spoken: [Voice: Set<ProbeID>], clean: [Voice: Set<ProbeID>]
  ) -> Outcome {
    var probes: [CheckID: Set<ProbeID>] = [:]
    var levels: [CheckID: Level] = [:]
    let declared = Set(fault.caughtBy)
    // Where a page only says that something may be, the check that a fault is declared to trip speaks
    // no louder; from any other check an observation is no cross-talk.
    for (voice, seen) in spoken where voice.level >= .should || declared.contains(voice.check) {
      let new = seen.subtracting(clean[voice] ?? [])
      guard !new.isEmpty else { continue }
      probes[voice.check, default: []].formUnion(new)
      levels[voice.check] = max(levels[voice.check] ?? .may, voice.level)
    }
    let caught = probes.map { check, seen in
      Catch(check: check, probes: seen.count, level: levels[check] ?? .may)
    }.sorted { ($1.probes, $0.check) < ($0.probes, $1.check) }
    return Outcome(
      fault: fault.id, isQuirk: fault.isQuirk, spec: spec, caughtBy: caught,
      crossTalk: caught.map(\.check).filter { !declared.contains($0) },
      isCaught: declared.isEmpty
        ? !caught.isEmpty : caught.contains { declared.contains($0.check) },
      isFalseAlarm: fault.isQuirk && caught.contains { $0.level == .must })
  }

  /// Maps with a bounded number of tasks, keeping the order.
  private static func map<Element: Sendable, Value: Sendable>(
    _ elements: [Element], jobs: Int, transform: @escaping @Sendable (Element) async throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      var next = 0
      func start() {
        guard next < elements.count else { return }
        let index = next
        let element = elements[index]
        next += 1
        group.addTask { (index, try await transform(element)) }
      }
      for _ in 0..<max(1, jobs) { start() }
      var values: [(Int, Value)] = []
      for try await value in group {
        values.append(value)
        start()
      }
      return values.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
