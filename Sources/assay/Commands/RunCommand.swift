import Conformance
import Planning
import Reports
import Running
import Simulator
import Transports

/// `assay run`: probe, judge, report.
enum RunCommand: Command {
  static let syntax = CommandSyntax(
    name: "run", summary: "Probe a provider, judge what it answers, and write reports",
    operands: "SPEC…", operandCount: 1...Int.max,
    discussion: """
      SPEC is a provider's id (assay list specs) or the path of a spec file. Without --base-url the
      documented address is used; --simulated needs no network and no key. The key is read from the
      environment variable that the spec names (assay plan SPEC shows it) or from --api-key-env; it
      never stands on a command line. Without --report, both reports/SPEC.junit.xml and
      reports/SPEC.md are written.
      """,
    options: TargetOptions.options + SelectionOptions.options + ReportOptions.options
      + LimitOptions.options + KeepingOptions.options + BaselineOptions.options
      + SpecOptions.options + ConsoleOptions.options,
    examples: [
      "assay run flexai --simulated",
      "FLEXAI_API_KEY=… assay run flexai --model Qwen/Qwen2.5-32B-Instruct",
      "assay run openai --base-url http://127.0.0.1:8000/v1 --model my-model --only 'chat.stream*'",
    ])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecOptions.store(arguments)
    let reports = try ReportOptions(arguments)
    let sessions = try arguments.operands.map { name in
      try RunSession(
        suite: try Suite(name, store: store), arguments: arguments, reports: reports)
    }
    // What is wrong with the last provider is said before the first is asked.
    for session in sessions { try session.check(console: console) }
    var codes: [Int32] = []
    for session in sessions {
      let code = try await session.run(console: console)
      codes.append(code)
      if code == RunReport.Outcome.interrupted.rawValue { break }
    }
    return gravest(codes)
  }

  /// The exit code of several runs: a deviation that was found is graver than a run that was
  /// incomplete, as within one report.
  private static func gravest(_ codes: [Int32]) -> Int32 {
    let order = [RunReport.Outcome.incomplete.rawValue, RunReport.Outcome.deviates.rawValue]
    return codes.max { one, other in
      let ranks = [one, other].map { code in
        order.firstIndex(of: code) ?? (code == ExitCode.success ? -1 : Int(code))
      }
      return ranks[0] < ranks[1]
    } ?? ExitCode.success
  }
}
