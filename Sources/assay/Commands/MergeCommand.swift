import Conformance
import Planning
import Reports
import Running

/// `assay merge`: one report of the parts of a run.
enum MergeCommand: Command {
  static let syntax = CommandSyntax(
    name: "merge", summary: "Make one report of the parts that run --shard wrote",
    operands: "REPORT…", operandCount: 1...Int.max,
    discussion: """
      REPORT is a JSON report or journal of one part. Parts that overlap, leave a gap, or were made of
      different specs, models or versions are refused. Merged parts give the same bytes as a run that
      was never parted.
      """,
    options: ReportOptions.options + SpecOptions.options + ConsoleOptions.options
      + [
        OptionSyntax("--only", "GLOB", "As the parts were run"),
        OptionSyntax("--skip", "GLOB", "As the parts were run"),
      ],
    examples: ["assay merge part-*.jsonl --report junit=reports/flexai.junit.xml"])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let parts = try arguments.operands.map { try ReportFile.report($0) }
    let reports = try ReportOptions(arguments)
    guard let first = parts.first else { return ExitCode.nothingToDo }
    let suite = try suite(of: first.header, store: try SpecOptions.store(arguments))
    let plan = try suite.plan(
      PlanOptions(
        model: first.header.model, profile: first.header.profile, only: arguments.all("--only"),
        skip: arguments.all("--skip")))
    var report: RunReport
    do throws(ShardMerge.Failure) {
      report = try ShardMerge.merge(parts, order: plan.entries.map(\.probe.id))
    } catch {
      throw CommandFailure(message: error.description, exitCode: ExitCode.malformedInput)
    }
    report.header.command = CommandEcho.withoutShard(report.header.command)
    let output = ReportOutput(
      reports: reports, spec: suite.spec, arguments: arguments)
    try output.write(
      report, console: console, verbosity: arguments.has("--quiet") ? .quiet : .normal)
    return report.outcome.rawValue
  }

  /// The spec that the parts were run with: by its id, or from the file that they name.
  private static func suite(of header: RunReport.Header, store: SpecStore) throws -> Suite {
    let name = store.ids.contains(header.spec) ? header.spec : header.specFile
    let suite = try Suite(name, store: store)
    guard suite.spec.digest == header.specDigest else {
      throw CommandFailure(
        message: "the spec \(header.spec) has changed since the parts were run",
        exitCode: ExitCode.malformedInput)
    }
    return suite
  }
}
