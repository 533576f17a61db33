import Conformance
import Reports

/// `assay schema`: prints the JSON Schema of what assay writes.
enum SchemaCommand: Command {
  static let kinds = ["report"]

  static let syntax = CommandSyntax(
    name: "schema", summary: "Print the JSON Schema of the JSON Lines report",
    operands: "report", operandCount: 1...1,
    discussion: """
      Each line of a JSON Lines report satisfies the schema (draft 2020-12) by itself: first the
      header, then one result a probe, last the footer. The header's version is that of the schema;
      it rises when readers of the older one would go wrong.
      """,
    examples: [
      "assay schema report > report.schema.json",
      "assay run flexai --simulated --report json=run.jsonl",
    ])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let kind = arguments.operands[0]
    guard kind == "report" else {
      let near = Spelling.nearest(to: kind, among: kinds).map { "; did you mean \($0)?" } ?? ""
      throw UsageError(message: "schema takes report, not \"\(kind)\"\(near)", command: "schema")
    }
    console.write(ReportSchema.text)
    return ExitCode.success
  }
}
