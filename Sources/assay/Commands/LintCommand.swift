import Checks
import Conformance
import Planning
import Running
import WireFormats

/// `assay lint`: whether specs hold together, and whether every claim is exercised.
enum LintCommand: Command {
  static let syntax = CommandSyntax(
    name: "lint", summary: "Check spec files, and that every claim is exercised or waived",
    operands: "[SPEC…]", operandCount: 0...Int.max,
    discussion: """
      Without SPEC all bundled specs, shared schemas and scenarios are checked. A malformed file exits
      65; a claim that no probe exercises and that carries no reason exits 1. Of a SPEC that is named
      what is waived is listed with its reason.

      A new provider is one JSON file of your own, anywhere: write id, title, documents, service and
      endpoints, and lint it; each message tells the place and what to write there. A claim of the
      same id means the same everywhere, so take those of assay list claims openai where they fit.
      """,
    options: [OptionSyntax("--format", "text|json", "How to print it (default text)")]
      + SpecOptions.options,
    examples: [
      "assay lint", "assay lint ./my-provider.json", "assay lint --format json ./my-provider.json",
    ])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecOptions.store(arguments)
    let linter = SpecLinter(library: store.library)
    let reports =
      arguments.operands.isEmpty
      ? linter.lintAll()
      : try arguments.operands.map { name in
        let text = try store.text(of: name)
        return linter.lint(provider: text.bytes, name: text.name)
      }
    let isJSON = try arguments.word("--format", among: ["text", "json"]) == "json"
    console.write(
      isJSON ? json(reports) : text(reports, showsWaivers: !arguments.operands.isEmpty))
    if reports.contains(where: { !$0.isUsable }) { return ExitCode.malformedInput }
    return reports.allSatisfy { $0.isComplete } ? ExitCode.success : 1
  }

  private static func text(_ reports: [LintReport], showsWaivers: Bool) -> String {
    var text = ""
    for report in reports {
      for problem in report.problems { text += "\(problem)\n" }
      guard let coverage = report.coverage else { continue }
      for entry in showsWaivers ? coverage.waived : [] {
        text += "waived \(entry.claim.id): \(entry.claim.waiver ?? "")\n"
      }
      for gap in report.gaps { text += "\(gap)\n" }
      let covered = coverage.entries.count - coverage.uncovered.count
      text +=
        "\(report.file): \(coverage.entries.count) claims, \(coverage.exercised) exercised, "
        + "\(coverage.waived.count) waived, coverage \(covered)/\(coverage.entries.count)\n"
    }
    return text
  }

  private static func json(_ reports: [LintReport]) -> String {
    let rows = reports.map { report -> JSONValue in
      let coverage = report.coverage
      let waivers = (coverage?.waived ?? []).map { entry -> JSONValue in
        ["claim": .string(entry.claim.id), "reason": .string(entry.claim.waiver ?? "")]
      }
      return [
        "file": .string(report.file),
        "problems": .array(report.problems.map(json)),
        "gaps": .array(report.gaps.map(json)),
        "claims": .integer(coverage?.entries.count ?? 0),
        "exercised": .integer(coverage?.exercised ?? 0),
        "uncovered": .integer(coverage?.uncovered.count ?? 0),
        "waived": .array(waivers),
      ]
    }
    return JSONValue.array(rows).prettyPrinted() + "\n"
  }

  private static func json(_ problem: SpecError) -> JSONValue {
    [
      "file": .string(problem.location.file), "line": .integer(problem.location.line),
      "column": .integer(problem.location.column),
      "pointer": .string(problem.location.pointer.description), "what": .string(problem.what),
      "fix": .string(problem.fix),
    ]
  }
}
