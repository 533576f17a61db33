import Conformance
import Running

/// Options about known deviations.
enum BaselineOptions {
  static let options = [
    OptionSyntax(
      "--baseline", "FILE", "Known deviations: they do not fail the run, stale ones do")
  ]

  static func baseline(_ arguments: ParsedArguments) throws -> Baseline? {
    guard let path = arguments.value("--baseline") else { return nil }
    return try Baseline(parsing: try FileAccess.read(path), name: path)
  }
}

/// `assay baseline update`: accept what a run found.
enum BaselineCommand: Command {
  static let syntax = CommandSyntax(
    name: "baseline update", summary: "Write the known deviations that a run's failures need",
    operands: "REPORT", operandCount: 1...1,
    discussion: """
      Reads a JSON report and writes a baseline that covers each of its failures: what the file says
      of those that still occur is kept, what no longer occurs is dropped, and what is new gets the
      reason given with --reason, to be replaced by a better one.
      """,
    options: [
      OptionSyntax("--baseline", "FILE", "The file to update (default baseline.json)"),
      OptionSyntax("--reason", "TEXT", "The reason of new entries"),
      OptionSyntax("--strict", "Cover warnings, too"),
    ],
    examples: ["assay baseline update run.jsonl --baseline baseline.json --reason 'ticket 7'"])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let report = try ReportFile.report(arguments.operands[0])
    let path = arguments.value("--baseline") ?? "baseline.json"
    let current =
      FileAccess.exists(path)
      ? try Baseline(parsing: try FileAccess.read(path), name: path) : Baseline()
    let updated = current.updated(
      from: report.results, isStrict: arguments.has("--strict"),
      reason: arguments.value("--reason") ?? "accepted on \(WallClock.day)")
    try FileAccess.write(Array(updated.text.utf8), to: path)
    console.write("\(path): \(updated.deviations.count) known deviations\n")
    return ExitCode.success
  }
}
