import Checks
import Conformance
import Planning
import Reports
import Running
import Synchronization
import Transports

/// One provider's run from the command line: plan, run, report.
struct RunSession {
  enum Verbosity { case quiet, normal, verbose }

  private let suite: Suite
  private let plan: Plan
  private let target: Suite.Target
  private let model: String
  private let options: RunOptions
  private let output: ReportOutput
  private let header: RunReport.Header
  private let baseline: Baseline?
  private let recorder: FixtureRecorder?
  private let replayer: Replayer
  private let journalPath: String?
  private let resumed: RunReportCodec.Journal?
  private let verbosity: Verbosity

  init(suite: Suite, arguments: ParsedArguments, reports: ReportOptions) throws {
    self.suite = suite
    let spec = suite.spec
    let isSimulated = arguments.has("--simulated")
    let model = arguments.value("--model") ?? spec.service.model
    self.model = model
    replayer = Replayer(suite: suite, model: model)
    let whole = try SelectionOptions.plan(arguments, suite: suite, model: model)
    plan = try Self.shard(arguments)?.part(of: whole) ?? whole
    options = try LimitOptions.options(arguments, spec: spec, isLive: !isSimulated)
    let (target, secrets) = try TargetOptions.target(arguments, spec: spec)
    self.target = target
    output = ReportOutput(reports: reports, spec: spec, arguments: arguments)
    verbosity =
      arguments.has("--quiet") ? .quiet : arguments.has("--verbose") ? .verbose : .normal
    header = RunReport.Header(
      spec: spec.id, title: spec.title, specFile: spec.location.file, specDigest: spec.digest,
      model: model, mode: isSimulated ? .simulated : .live,
      profile: arguments.value("--profile").flatMap { Profile(rawValue: $0) } ?? .standard,
      version: Version.current, command: CommandEcho.line(arguments.original),
      timestamp: isSimulated ? nil : WallClock.timestamp, isStrict: arguments.has("--strict"))
    baseline = try BaselineOptions.baseline(arguments)
    recorder = arguments.value("--record").map { folder in
      FixtureRecorder(
        folder: folder, redactor: Redactor(secrets: Array(secrets.values)),
        specDigest: spec.digest,
        provenance: HARDocument.Provenance(
          kind: isSimulated ? .simulated : .recorded,
          from: isSimulated ? "the simulated provider of \(spec.id)" : "\(spec.title), \(model)",
          date: isSimulated ? "2026-01-01" : WallClock.day))
    }
    resumed = try arguments.value("--resume").map { path in
      let journal = try ReportFile.journal(path)
      guard journal.header.specDigest == spec.digest, journal.header.model == model else {
        throw CommandFailure(
          message: "\(path) is the journal of another run: spec or model differ",
          exitCode: ExitCode.malformedInput)
      }
      return journal
    }
    journalPath = arguments.value("--journal") ?? arguments.value("--resume")
  }

  /// Runs, writes the reports, prints the summary.
  func run(console: Console) async throws -> Int32 {
    try output.checkWritable()
    try checkCeilings()
    let journal = try journalPath.map {
      try Journal(path: $0, header: header, spec: suite.spec, keeping: resumed?.keptByteCount)
    }
    let known = Dictionary(
      (resumed?.results ?? []).map { ($0.probe.id, $0) }, uniquingKeysWith: { _, last in last })
    let progress = ProgressLine(console: console, verbosity: verbosity)
    let interruption = Interruption()
    let troubles = Troubles()
    let recorded = RecordedResults()
    let made = await interruption.guarding {
      await suite.run(plan, against: target, model: model, options: options, known: known) {
        event in
        progress.show(event)
        guard case .finished(var result, _, _, _, _) = event else { return }
        do {
          if let recorder {
            result = try recorder.record(result, judgingBy: replayer)
            recorded.add(result)
          }
        } catch {
          troubles.add("\(error)")
        }
        do {
          try journal?.add(result)
        } catch {
          troubles.add("\(error)")
        }
      }
    }
    progress.clear()
    let results = made.map { recorded[$0.probe.id] ?? $0 }
    let judged =
      baseline?.apply(to: results, today: WallClock.day, isStrict: header.isStrict)
      ?? (results: results, stale: [])
    let report = RunReport(
      header: header, results: judged.results, staleDeviations: judged.stale,
      isInterrupted: interruption.happened)
    if !interruption.happened { try journal?.finish(report) }
    try output.write(report, console: console, verbosity: verbosity)
    for trouble in troubles.all { console.note("assay: \(trouble)") }
    return troubles.all.isEmpty ? report.outcome.rawValue : ExitCode.cannotWrite
  }

  /// Says before the first byte whether the plan fits under the ceilings.
  private func checkCeilings() throws(CommandFailure) {
    let cost = plan.cost
    if let limit = options.maximumOutputTokens, cost.outputTokens > limit {
      throw CommandFailure(
        message: "the plan may ask for \(cost.outputTokens) output tokens, --max-output-tokens "
          + "allows \(limit): choose less with --profile, --only or --skip",
        exitCode: ExitCode.usage)
    }
    if let limit = options.maximumRequests, cost.requests > limit {
      throw CommandFailure(
        message: "the plan needs \(cost.requests) requests, --max-requests allows \(limit): "
          + "choose less with --profile, --only or --skip", exitCode: ExitCode.usage)
    }
  }

  private static func shard(_ arguments: ParsedArguments) throws(UsageError) -> Shard? {
    guard let text = arguments.value("--shard") else { return nil }
    guard let shard = Shard(parsing: text) else {
      throw UsageError(
        message: "--shard takes a part such as 2/5, not \"\(text)\"", command: "run")
    }
    return shard
  }
}

/// The results of a run as its recording gives them.
private final class RecordedResults: Sendable {
  private let results = Mutex<[ProbeID: ProbeResult]>([:])

  subscript(probe: ProbeID) -> ProbeResult? { results.withLock { $0[probe] } }

  func add(_ result: ProbeResult) { results.withLock { $0[result.probe.id] = result } }
}

/// What went wrong beside the run, so that it is told at the end.
private final class Troubles: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  /// Adds a line; the same trouble is told once.
  func add(_ line: String) {
    lines.withLock { lines in
      if !lines.contains(line) { lines.append(line) }
    }
  }
}
