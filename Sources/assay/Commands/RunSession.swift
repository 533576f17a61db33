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
  private let redactor: Redactor
  private let journalPath: String?
  private let resumed: RunReportCodec.Journal?
  private let verbosity: Verbosity

  /// The files and folders that only this run may write.
  let places: [String]

  /// Gathers what a run needs.
  ///
  /// - Parameters:
  ///   - name: what stands for `{spec}` in paths; the spec's id by default.
  ///   - isOneOfSeveral: whether other providers are run by the same command, so that a journal may
  ///     not have been begun when the command was interrupted.
  init(
    suite: Suite, arguments: ParsedArguments, name: String? = nil, isOneOfSeveral: Bool = false
  ) throws {
    self.suite = suite
    let name = name ?? suite.spec.id
    func path(_ option: String) -> String? {
      arguments.value(option)?.replacing("{spec}", with: name)
    }
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
    let redactor = Redactor(secrets: secrets)
    self.redactor = redactor
    output = ReportOutput(
      reports: try ReportOptions(arguments), spec: spec, arguments: arguments, name: name)
    verbosity =
      arguments.has("--quiet") ? .quiet : arguments.has("--verbose") ? .verbose : .normal
    let resumePath = path("--resume")
    resumed = try resumePath.flatMap { path -> RunReportCodec.Journal? in
      if isOneOfSeveral, !FileAccess.exists(path) { return nil }
      return try Self.resumed(path, spec: spec, model: model, isSimulated: isSimulated)
    }
    header = RunReport.Header(
      spec: spec.id, title: spec.title, specFile: spec.location.file, specDigest: spec.digest,
      model: model, mode: isSimulated ? .simulated : .live,
      profile: arguments.value("--profile").flatMap { Profile(rawValue: $0) } ?? .standard,
      version: Version.current,
      command: redactor.mask(CommandEcho.line(arguments.original)),
      timestamp: resumed?.header.timestamp ?? (isSimulated ? nil : WallClock.timestamp),
      isStrict: arguments.has("--strict"))
    baseline = try BaselineOptions.baseline(arguments)
    let folder = path("--record")
    recorder = folder.map { folder in
      FixtureRecorder(
        folder: folder, redactor: redactor, specDigest: spec.digest,
        provenance: HARDocument.Provenance(
          kind: isSimulated ? .simulated : .recorded,
          from: isSimulated ? "the simulated provider of \(spec.id)" : "\(spec.title), \(model)",
          date: isSimulated ? "2026-01-01" : WallClock.day))
    }
    journalPath = path("--journal") ?? resumePath
    places = output.paths + [folder, journalPath].compactMap { $0 }
  }

  /// Finds out what would spoil the run before anything is sent.
  func check(console: Console) throws {
    try output.checkWritable(console: console)
    try recorder?.checkWritable()
    if let journalPath { try FileAccess.checkWritable(journalPath) }
    try checkCeilings()
  }

  /// Runs, writes the reports, prints the summary.
  func run(console: Console) async throws -> Int32 {
    let journal = try journalPath.map { path in
      if let resumed {
        return try Journal.resuming(path: path, found: resumed, spec: suite.spec)
      }
      return try Journal(path: path, header: header, spec: suite.spec)
    }
    let progress = ProgressLine(console: console, verbosity: verbosity, options: options)
    let interruption = Interruption()
    let troubles = Troubles()
    let recorded = RecordedResults()
    let made = await interruption.guarding {
      await suite.run(plan, against: target, model: model, options: options, known: known) {
        event in
        guard case .finished(var result, let done, let total, let spent) = event else { return }
        do {
          if let recorder {
            result = try recorder.record(result, judgingBy: replayer)
            recorded.add(result)
          }
        } catch {
          troubles.add(redactor.mask("\(error)"))
        }
        let masked = redactor.mask(result)
        progress.show(masked, done: done, total: total, spent: spent)
        do {
          try journal?.add(masked)
        } catch {
          troubles.add(redactor.mask("\(error)"))
        }
      }
    }
    progress.clear()
    let masked = made.map { redactor.mask(recorded[$0.probe.id] ?? $0) }
    let judged =
      baseline?.apply(to: masked, today: WallClock.day, isStrict: header.isStrict)
      ?? (results: masked, stale: [])
    let report = RunReport(
      header: header, results: judged.results, staleDeviations: judged.stale,
      isInterrupted: interruption.happened)
    for trouble in troubles.all { console.note("assay: \(trouble)") }
    var cannotWrite = !troubles.all.isEmpty
    do throws(FileAccess.Failure) {
      if !interruption.happened { try journal?.finish(masked) }
    } catch {
      // The reports are worth more than the journal's last line.
      console.note("assay: \(error.description)")
      cannotWrite = true
    }
    try output.write(report, console: console, verbosity: verbosity)
    if report.isInterrupted { return report.outcome.rawValue }
    return cannotWrite ? ExitCode.cannotWrite : report.outcome.rawValue
  }

  /// What a journal says was done, by probe.
  private var known: [ProbeID: ProbeResult] {
    let judged = resumed.map(Journal.judged) ?? []
    return Dictionary(
      judged.map { ($0.probe.id, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// The journal to go on with, which must be of the same run.
  private static func resumed(
    _ path: String, spec: ProviderSpec, model: String, isSimulated: Bool
  ) throws -> RunReportCodec.Journal {
    let journal = try ReportFile.journal(path)
    let header = journal.header
    let differing =
      header.specDigest != spec.digest
      ? "the spec"
      : header.model != model
        ? "the model" : header.mode != (isSimulated ? .simulated : .live) ? "the provider" : nil
    if let differing {
      throw CommandFailure(
        message: "\(path) is the journal of another run: \(differing) differs",
        exitCode: ExitCode.malformedInput)
    }
    return journal
  }

  /// Says before the first byte whether the plan fits under the ceilings.
  private func checkCeilings() throws(CommandFailure) {
    let known = known
    var rest = plan
    rest.entries.removeAll { known[$0.probe.id] != nil }
    let cost = rest.cost
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
