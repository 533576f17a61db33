import Behaviour
import Conformance
import Planning
import Reports
import Running
import Transports

/// `assay diff`: how two runs or two documentations differ.
enum DiffCommand: Command {
  static let syntax = CommandSyntax(
    name: "diff", summary: "Compare two runs, or with --specs two documentations",
    operands: "A B", operandCount: 2...2,
    discussion: """
      A and B are JSON reports or journals (run --report json=PATH), or folders of recordings. What
      differs is grouped by what it means for a client: breaks, surprises, cosmetic. Latency is never
      a difference by itself.
      """,
    options: [
      OptionSyntax("--specs", "Compare what the two specs A and B document; no traffic"),
      OptionSyntax("--format", "text|markdown|json", "How to print it (default text)"),
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
      table = DifferenceTable(SpecDiff(try store.load(names[0]), try store.load(names[1])))
    } else {
      let sides = try names.map {
        BehaviourDiff.Side(name: $0, report: try RunInput.report($0, store: store))
      }
      table = DifferenceTable(BehaviourDiff(sides[0], sides[1]))
    }
    switch try arguments.word("--format", among: ["text", "markdown", "json"]) ?? "text" {
    case "json": console.write(table.json)
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

/// A run to look at: a report, a journal, or a folder of recordings.
enum RunInput {
  static func report(_ path: String, store: SpecStore) throws -> RunReport {
    guard FileAccess.isFolder(path) || path.hasSuffix(".har") else {
      let journal = try ReportFile.journal(path)
      return journal.report ?? RunReport(header: journal.header, results: journal.results)
    }
    let fixtures = FixtureSet(reading: [path])
    if let problem = fixtures.problems.first {
      throw CommandFailure(message: problem, exitCode: ExitCode.malformedInput)
    }
    let digests = Set(fixtures.entries.values.flatMap { $0 }.compactMap { $0.probe?.specDigest })
    for id in store.ids {
      let suite = try Suite(id, store: store)
      guard digests.contains(suite.spec.digest) else { continue }
      let model = fixtures.model ?? suite.spec.service.model
      var plan = try suite.plan(.init(model: model, profile: .full))
      plan.entries.removeAll { fixtures.entries[$0.probe.id] == nil }
      return RunReport(
        header: RunReport.Header(
          spec: id, title: suite.spec.title, specFile: suite.spec.location.file,
          specDigest: suite.spec.digest, model: model, mode: .replayed, profile: .full,
          version: Version.current, command: ""),
        results: Replayer(suite: suite, model: model).results(of: plan, from: fixtures))
    }
    throw CommandFailure(
      message: "\(path) was recorded for a spec that is not here as it was",
      exitCode: ExitCode.malformedInput)
  }
}
