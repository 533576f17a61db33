import Conformance
import Planning
import Running
import WireFormats

/// `assay plan`: what would be sent, without sending it.
enum PlanCommand: Command {
  static let syntax = CommandSyntax(
    name: "plan", summary: "Show what a run would send and cost at most, without sending anything",
    operands: "SPEC", operandCount: 1...1,
    options: [
      OptionSyntax("--model", "ID", "The model to plan for"),
      OptionSyntax("--embedding-model", "ID", "The model to plan embeddings for"),
      OptionSyntax("--format", "text|json", "How to print it (default text)"),
    ] + SelectionOptions.options + SpecOptions.options,
    examples: ["assay plan flexai", "assay plan flock --profile smoke --format json"])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecOptions.store(arguments)
    let suite = try Suite(arguments.operands[0], store: store)
    let model = arguments.value("--model") ?? suite.spec.service.model
    let plan = try SelectionOptions.plan(arguments, suite: suite, model: model)
    let document = PlanDocument(
      plan: plan, spec: suite.spec, options: try SelectionOptions.options(arguments, model: model))
    let isJSON = try arguments.word("--format", among: ["text", "json"]) == "json"
    console.write(isJSON ? document.json.prettyPrinted() + "\n" : document.table)
    return ExitCode.success
  }
}
