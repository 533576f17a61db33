import Behaviour
import Running

/// `assay diff`: how two runs or two documentations differ.
enum DiffCommand: Command {
  static let syntax = CommandSyntax(
    name: "diff", summary: "Compare two runs, or with --specs two documentations",
    operands: "A B", operandCount: 2...2,
    discussion: """
      A and B are JSON reports or journals (run --report json=PATH), folders of recordings, or folders
      of traffic that others captured, in any mix. What differs is grouped by what it means for a
      client that works with A and moves to B: breaks, surprises, cosmetic; probes that could only be
      judged on one side stand apart. Latency is never a difference by itself.
      """,
    options: [
      OptionSyntax("--specs", "Compare what the two specs A and B document; no traffic"),
      OptionSyntax(
        "--own-pages", "With --specs: without what a spec adopts from another's dialect"),
      OptionSyntax("--format", "terminal|markdown|html|json", "How to print it (default terminal)"),
      OptionSyntax("--fail-on", "breaks|any|none", "Exit 1 on such a difference (default none)"),
      OptionSyntax("--spec-folder", "DIR", "Read specs from this folder first"),
    ],
    examples: [
      "assay diff monday.jsonl tuesday.jsonl --fail-on breaks", "assay diff --specs flock flexai",
    ])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let names = arguments.operands
    let store = try SpecStore(folder: arguments.value("--spec-folder"))
    let table: DifferenceTable
    if arguments.has("--specs") {
      table = DifferenceTable(
        SpecDiff(
          try store.load(names[0]), try store.load(names[1]),
          scope: arguments.has("--own-pages") ? .ownPages : .everything))
    } else {
      let short = RunInput.names(of: names)
      async let first = BehaviourDiff.Side(
        name: short[0], report: RunInput.report(names[0], store: store))
      async let second = BehaviourDiff.Side(
        name: short[1], report: RunInput.report(names[1], store: store))
      table = DifferenceTable(try await BehaviourDiff(first, second))
    }
    switch try arguments.word("--format", among: ["terminal", "markdown", "html", "json", "text"]) {
    case "json": console.write(table.json)
    case "html": console.write(table.html)
    case "markdown": console.write(table.markdown)
    default: console.write(table.text)
    }
    switch try arguments.word("--fail-on", among: ["breaks", "any", "none"]) ?? "none" {
    case "breaks": return table.worst == .breaks ? 1 : 0
    case "any": return table.worst == nil ? 0 : 1
    default: return 0
    }
  }
}
