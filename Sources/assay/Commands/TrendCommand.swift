import Behaviour
import Conformance
import Running

/// `assay trend`: when each behaviour of one provider changed.
enum TrendCommand: Command {
  static let syntax = CommandSyntax(
    name: "trend", summary: "Tell when each behaviour of one provider changed, from dated runs",
    operands: "RUN…", operandCount: 2...Int.max,
    discussion: """
      RUN is what diff takes. Live runs tell when they began and are put in that order; others, such as
      simulated and replayed runs, stay in the order given. Each change is told with the runs between
      which it came. --fail-on looks at what changed with the last run.
      """,
    options: [
      OptionSyntax("--format", "terminal|markdown|json", "How to print it (default terminal)"),
      OptionSyntax("--fail-on", "breaks|any|none", "Exit 1 on such a change (default none)"),
      OptionSyntax("--spec-folder", "DIR", "Read specs from this folder first"),
    ],
    examples: ["assay trend runs/*.jsonl --fail-on breaks"])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecStore(folder: arguments.value("--spec-folder"))
    let format = try arguments.word("--format", among: ["terminal", "markdown", "json"])
    let limit = try arguments.word("--fail-on", among: ["breaks", "any", "none"]) ?? "none"
    var sides: [BehaviourDiff.Side] = []
    for (path, name) in zip(arguments.operands, RunInput.names(of: arguments.operands)) {
      sides.append(.init(name: name, report: try await RunInput.report(path, store: store)))
    }
    let specs = Set(sides.map(\.report.header.spec)).sorted()
    guard specs.count == 1 else {
      throw UsageError(
        message: "trend takes runs of one provider, not of \(specs.joined(separator: ", ")); "
          + "matrix lays several side by side", command: "trend")
    }
    let trend = BehaviourTrend(sides)
    switch format {
    case "json": console.write(trend.json)
    case "markdown": console.write(trend.markdown)
    default: console.write(trend.text)
    }
    switch limit {
    case "breaks": return trend.latestImpact == .breaks ? 1 : 0
    case "any": return trend.latestImpact == nil ? 0 : 1
    default: return ExitCode.success
    }
  }
}
