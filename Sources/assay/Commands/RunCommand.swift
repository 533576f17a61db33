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
    var worst = ExitCode.success
    for name in arguments.operands {
      let suite = try Suite(name, store: store)
      let session = try RunSession(suite: suite, arguments: arguments, reports: reports)
      worst = max(worst, try await session.run(console: console))
    }
    return worst
  }
}
