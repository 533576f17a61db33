import Behaviour
import Conformance
import Running

/// `assay matrix`: many runs side by side.
enum MatrixCommand: Command {
  static let syntax = CommandSyntax(
    name: "matrix", summary: "Lay many runs side by side: behaviour by provider",
    operands: "RUN…", operandCount: 2...Int.max,
    discussion: """
      RUN is a JSON report, a journal, a folder of recordings or of captured traffic. What is not what
      most do is marked; the HTML page filters, and leads from each value to what went over the wire.
      """,
    options: [
      OptionSyntax("--format", "markdown|html|json", "How to print it (default markdown)"),
      OptionSyntax("--spec-folder", "DIR", "Read specs from this folder first"),
    ],
    examples: ["assay matrix flock.jsonl flexai.jsonl openai.jsonl --format html > matrix.html"])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecStore(folder: arguments.value("--spec-folder"))
    var reports: [RunReport] = []
    for path in arguments.operands { reports.append(try await RunInput.report(path, store: store)) }
    let specs = reports.map(\.header.spec)
    // Runs of one provider are told apart by their files, runs of several by their providers.
    let names = Set(specs).count == specs.count ? specs : RunInput.names(of: arguments.operands)
    let matrix = BehaviourMatrix(
      zip(names, reports).map { BehaviourDiff.Side(name: $0, report: $1) })
    switch try arguments.word("--format", among: ["markdown", "html", "json"]) ?? "markdown" {
    case "html": console.write(matrix.html)
    case "json": console.write(matrix.json)
    default: console.write(matrix.markdown)
    }
    return ExitCode.success
  }
}
