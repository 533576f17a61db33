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
    operands: "[TARGET|SPEC…]", operandCount: 0...Int.max,
    discussion: """
      SPEC is a provider's id (assay list specs) or the path of a spec file, TARGET a name in
      assay.json (see assay config); without any, all targets there are run. Without --base-url the
      documented address is used; --simulated needs no network and no key. The key is read from the
      environment variable that the spec names (assay plan SPEC shows it) or from --api-key-env; it
      never stands on a command line. Without --report, both reports/SPEC.junit.xml and
      reports/SPEC.md are written. Where several are run, {spec} in the path of a report, a journal
      or a recording stands for the target's name or the spec's id.
      """,
    options: RunTarget.options + TargetOptions.options + SelectionOptions.options
      + ReportOptions.options + LimitOptions.options + KeepingOptions.options
      + BaselineOptions.options
      + SpecOptions.options + ConsoleOptions.options,
    examples: [
      "assay run flexai --simulated",
      "FLEXAI_API_KEY=… assay run flexai --model Qwen/Qwen2.5-32B-Instruct",
      "assay run openai --base-url http://127.0.0.1:8000/v1 --model my-model --only 'chat.stream*'",
    ])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecOptions.store(arguments)
    let targets = try RunTarget.all(of: arguments, command: "run")
    let sessions = try targets.map { target in
      try RunSession(
        suite: try Suite(target.spec, store: store), arguments: target.arguments,
        name: target.name, isOneOfSeveral: targets.count > 1)
    }
    try checkPlaces(sessions)
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

  /// Refuses that one run writes over another's results.
  private static func checkPlaces(_ sessions: [RunSession]) throws(UsageError) {
    var seen: Set<String> = []
    for place in sessions.flatMap({ Set($0.places) }) {
      guard seen.insert(place).inserted || place.hasPrefix("/dev/") else {
        throw UsageError(
          message: "several runs would write \(place): put {spec} in it", command: "run")
      }
    }
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
