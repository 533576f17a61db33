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
      65; a claim that no probe exercises and that carries no reason exits 1.
      """,
    options: [OptionSyntax("--format", "text|json", "How to print it (default text)")]
      + SpecOptions.options,
    examples: ["assay lint", "assay lint ./my-provider.json"])

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
    console.write(isJSON ? json(reports) : text(reports))
    if reports.contains(where: { !$0.isUsable }) { return ExitCode.malformedInput }
    return reports.allSatisfy { $0.isComplete } ? ExitCode.success : 1
  }

  private static func text(_ reports: [LintReport]) -> String {
    var text = ""
    for report in reports {
      for problem in report.problems + report.gaps { text += "\(problem)\n" }
      guard let coverage = report.coverage else { continue }
      let covered = coverage.entries.count - coverage.uncovered.count
      text +=
        "\(report.file): \(coverage.entries.count) claims, \(coverage.exercised) exercised, "
        + "\(coverage.waived.count) waived, coverage \(covered)/\(coverage.entries.count)\n"
    }
    return text
  }

  private static func json(_ reports: [LintReport]) -> String {
    let rows = reports.map { report -> JSONValue in
      [
        "file": .string(report.file),
        "problems": .array((report.problems + report.gaps).map { .string($0.description) }),
        "claims": .integer(report.coverage?.entries.count ?? 0),
        "exercised": .integer(report.coverage?.exercised ?? 0),
        "waived": .integer(report.coverage?.waived.count ?? 0),
      ]
    }
    return JSONValue.array(rows).prettyPrinted() + "\n"
  }
}
