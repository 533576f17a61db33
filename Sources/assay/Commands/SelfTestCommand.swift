import Conformance
import Running
import Simulator

/// `assay self-test`: assay's own detection rate.
enum SelfTestCommand: Command {
  static let syntax = CommandSyntax(
    name: "self-test", summary: "Measure assay: every fault must be caught, nothing legal flagged",
    discussion: """
      Runs the simulated provider with each of its faults, one at a time, against the plan of each
      spec, and says which check saw it. Exits 1 if a fault is missed, if something legal is flagged,
      or if the provider as documented is.
      """,
    options: [
      OptionSyntax("--spec", "ID", "Only this spec; repeatable (default all)"),
      OptionSyntax("--fault", "ID", "Only this fault; repeatable (default all)"),
      OptionSyntax("--jobs", "N", "How many faults are tried at once (default 2)"),
      OptionSyntax("--format", "text|markdown|json", "How to print it (default text)"),
    ] + SpecOptions.options + ConsoleOptions.options,
    examples: ["assay self-test", "assay self-test --spec openai --format markdown"])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecOptions.store(arguments)
    let names = arguments.all("--spec").isEmpty ? store.ids : arguments.all("--spec")
    let wanted = Set(arguments.all("--fault"))
    for id in wanted where !FaultRegistry.all.contains(where: { $0.id == id }) {
      throw UsageError(message: "no fault \"\(id)\" (see: assay list faults)", command: "self-test")
    }
    let format = try arguments.word("--format", among: ["text", "markdown", "json"]) ?? "text"
    let isQuiet = arguments.has("--quiet")
    let test = SelfTest(
      suites: try names.map { try Suite($0, store: store) },
      faults: FaultRegistry.all.filter { wanted.isEmpty || wanted.contains($0.id) })
    let report = try await test.run(jobs: try arguments.integer("--jobs", atLeast: 1) ?? 2) {
      outcome in
      if arguments.has("--verbose") {
        console.note(
          "\(outcome.isCaught ? "caught" : "not caught")  \(outcome.spec)  \(outcome.fault)")
      }
    }
    switch format {
    case "json": console.write(report.json)
    case "markdown": console.write(report.markdown)
    default:
      if !isQuiet {
        for outcome in report.missed {
          let seen = outcome.caughtBy.map(\.check).joined(separator: ", ")
          console.write(
            "missed       \(outcome.fault) on \(outcome.spec)\(seen.isEmpty ? "" : ": only \(seen)")\n"
          )
        }
        for outcome in report.falseAlarms {
          let seen = outcome.caughtBy.filter { $0.level == .must }.map(\.check)
          console.write(
            "false alarm  \(outcome.fault) on \(outcome.spec): \(seen.joined(separator: ", "))\n")
        }
        for entry in report.unclean {
          console.write(
            "unprovoked   \(entry.check) on \(entry.spec): \(entry.probes.joined(separator: ", "))\n"
          )
        }
      }
      console.write(report.summary)
    }
    return report.isPerfect ? ExitCode.success : 1
  }
}
