import Conformance
import Reports
import Running

/// `assay judge`: judge traffic that somebody else recorded.
enum JudgeCommand: Command {
  static let syntax = CommandSyntax(
    name: "judge", summary: "Judge traffic that others recorded: HAR files, raw HTTP captures",
    operands: "FILE…", operandCount: 1...Int.max,
    discussion: """
      FILE is a HAR file of any program (Chrome, Firefox, mitmproxy, Insomnia, assay), a raw response
      NAME.http with its request NAME.req beside it, or a folder of these. Every exchange with a
      documented endpoint is judged by the checks that are always on; nobody knows what a request of
      somebody else's was to meet, so that refusals are judged for their shape alone. A file that
      cannot be read is one line that names it, and the others are still judged. --record keeps the
      exchanges as redacted HAR, one file for each that was read; --provenance says there which server
      they come from.
      """,
    options: [
      OptionSyntax("--spec", "SPEC", "The spec to judge by (default openai)"),
      OptionSyntax("--jobs", "N", "How many files are judged at once (default 2)"),
      OptionSyntax("--record", "DIR", "Keep the exchanges as HAR, redacted"),
      OptionSyntax("--provenance", "TEXT", "With --record: the server and its version"),
      OptionSyntax("--date", "DAY", "With --record: when they were recorded, as 2026-11-20"),
    ] + ReportOptions.options + SpecOptions.options + ConsoleOptions.options,
    examples: ["assay judge traffic.har --spec openai --report markdown=-"])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecOptions.store(arguments)
    let suite = try Suite(arguments.value("--spec") ?? "openai", store: store)
    let source = try TrafficSource(arguments.operands)
    let output = ReportOutput(
      reports: try ReportOptions(arguments), spec: suite.spec, arguments: arguments)
    try output.checkWritable(console: console)
    let run = TrafficRun(
      judge: TrafficJudge(context: suite.context),
      jobs: try arguments.integer("--jobs", atLeast: 1) ?? 2, recorder: try recorder(arguments))
    let isTold = console.isInteractive && !arguments.has("--quiet")
    let (results, problems) = await run.results(of: source) { done, total in
      if isTold { console.progress("\r\u{1B}[K\(done)/\(total) files") }
    }
    if isTold { console.progress("\r\u{1B}[K") }
    for problem in problems { console.note("assay: \(problem)") }
    guard !results.isEmpty || !problems.isEmpty else {
      throw CommandFailure(
        message: "no exchange in \(arguments.operands.joined(separator: ", "))",
        exitCode: ExitCode.nothingToDo)
    }
    let spec = suite.spec
    let report = RunReport(
      header: RunReport.Header(
        spec: spec.id, title: spec.title, specFile: spec.location.file, specDigest: spec.digest,
        model: "as recorded", mode: .judged, profile: .standard, version: Version.current,
        command: CommandEcho.line(arguments.original), isStrict: arguments.has("--strict")),
      results: results)
    try output.write(
      report, console: console, verbosity: arguments.has("--quiet") ? .quiet : .normal)
    return problems.isEmpty ? report.outcome.rawValue : ExitCode.malformedInput
  }

  private static func recorder(_ arguments: ParsedArguments) throws(UsageError) -> TrafficRecorder?
  {
    guard let folder = arguments.value("--record") else {
      for option in ["--provenance", "--date"] where arguments.value(option) != nil {
        throw UsageError(message: "\(option) needs --record", command: "judge")
      }
      return nil
    }
    guard let server = arguments.value("--provenance") else {
      throw UsageError(
        message: "--record needs --provenance: say which server the traffic comes from",
        command: "judge")
    }
    return TrafficRecorder(
      folder: folder, from: server, date: arguments.value("--date") ?? WallClock.day)
  }
}
