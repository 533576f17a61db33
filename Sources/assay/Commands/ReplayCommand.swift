import Conformance
import Planning
import Reports
import Running
import Transports

/// `assay replay`: judge recordings, offline.
enum ReplayCommand: Command {
  static let syntax = CommandSyntax(
    name: "replay", summary: "Judge recordings made with run --record, offline",
    operands: "PATH…", operandCount: 1...Int.max,
    discussion: """
      PATH is a folder of HAR files or single files. No network and no key are needed, and the same
      recordings give the same bytes every time. A probe that was not recorded, or whose request is
      no longer the recorded one, is an error that says how to record it again; --recorded-only
      leaves out what was never recorded. --update-plan judges nothing: it shows which probes are new,
      changed or gone since the recording was made, and the command that records them again; its exit
      code is 2 where there are any.
      """,
    options: [
      OptionSyntax("--spec", "SPEC", "The spec to judge by (default: the one the recordings name)"),
      OptionSyntax("--model", "ID", "The model that was asked (default: as recorded)"),
      OptionSyntax("--embedding-model", "ID", "The model that was asked for embeddings"),
      OptionSyntax("--recorded-only", "Leave out probes without a recording"),
      OptionSyntax("--update-plan", "Show what changed since the recording, and judge nothing"),
      OptionSyntax("--baseline", "FILE", "Known deviations"),
    ] + SelectionOptions.options + ReportOptions.options + SpecOptions.options
      + ConsoleOptions.options,
    examples: ["assay replay fixtures/simulated/flexai --spec flexai"])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let fixtures = FixtureSet(reading: arguments.operands)
    for problem in fixtures.problems { console.note("assay: \(problem)") }
    guard !fixtures.entries.isEmpty else {
      throw CommandFailure(
        message: "no recording in \(arguments.operands.joined(separator: ", "))",
        exitCode: fixtures.problems.isEmpty ? ExitCode.nothingToDo : ExitCode.malformedInput)
    }
    let store = try SpecOptions.store(arguments)
    let suite = try Suite(try specName(arguments, fixtures, store), store: store)
    let model = arguments.value("--model") ?? fixtures.model ?? suite.spec.service.model
    var plan = try SelectionOptions.plan(arguments, suite: suite, model: model)
    if arguments.has("--recorded-only") {
      plan.entries.removeAll { $0.skipReason == nil && fixtures.entries[$0.probe.id] == nil }
    }
    if arguments.has("--update-plan") {
      let everything = try suite.plan(
        PlanOptions(
          model: model, embeddingModel: arguments.value("--embedding-model"), profile: .full))
      let update = PlanUpdate(
        of: plan, known: Set(everything.entries.map(\.probe.id)), from: fixtures, suite: suite,
        model: model)
      console.write(update.text)
      guard fixtures.problems.isEmpty else { return ExitCode.malformedInput }
      return update.changes.isEmpty ? ExitCode.success : RunReport.Outcome.incomplete.rawValue
    }
    let results = Replayer(suite: suite, model: model).results(of: plan, from: fixtures)
    let isStrict = arguments.has("--strict")
    let judged =
      try BaselineOptions.baseline(arguments)?
      .apply(to: results, today: WallClock.day, isStrict: isStrict) ?? (results: results, stale: [])
    let spec = suite.spec
    let report = RunReport(
      header: RunReport.Header(
        spec: spec.id, title: spec.title, specFile: spec.location.file, specDigest: spec.digest,
        model: model, mode: .replayed,
        profile: arguments.value("--profile").flatMap { Profile(rawValue: $0) } ?? .standard,
        version: Version.current, command: CommandEcho.line(arguments.original),
        isStrict: isStrict), results: judged.results, staleDeviations: judged.stale)
    let output = ReportOutput(
      reports: try ReportOptions(arguments), spec: spec, arguments: arguments)
    try output.write(
      report, console: console, verbosity: arguments.has("--quiet") ? .quiet : .normal)
    return fixtures.problems.isEmpty ? report.outcome.rawValue : ExitCode.malformedInput
  }

  /// The spec that was named, or the one whose digest the recordings carry.
  private static func specName(
    _ arguments: ParsedArguments, _ fixtures: FixtureSet, _ store: SpecStore
  ) throws -> String {
    if let name = arguments.value("--spec") { return name }
    let digests = Set(fixtures.entries.values.flatMap { $0 }.compactMap { $0.probe?.specDigest })
    for id in store.ids where digests.contains(try store.load(id).digest) { return id }
    throw UsageError(
      message: "the recordings were made for a spec that is not here as it was: name one with "
        + "--spec", command: "replay")
  }
}
