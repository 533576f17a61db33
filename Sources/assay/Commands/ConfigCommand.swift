import Conformance
import Planning
import Running

/// `assay config`: what a run would go by, and who says so.
enum ConfigCommand: Command {
  static let syntax = CommandSyntax(
    name: "config", summary: "Show the settings of a run, and where each comes from",
    operands: "[TARGET|SPEC…]", operandCount: 0...Int.max,
    discussion: """
      Takes the options of assay run and sends nothing. An option of the command line goes before
      assay.json (or --config FILE), the file before the spec. In the file, "targets" holds an
      object for each provider: "spec" (default: the target's name), "baseUrl", "model",
      "embeddingModel", "keyVariable", "caFile", "simulated", "faults", "profile", "only", "skip",
      "samples", "concurrency", "rate", "retries", "timeout", "connectTimeout",
      "firstByteTimeout", "silenceTimeout", "maxRequests", "maxOutputTokens", "baseline",
      "strict", "reports" (format to path), "record", "journal". "defaults" holds the same for all
      of them. Paths are relative to the file. Keys never stand in it: "keyVariable" names the
      environment variable.
      """,
    options: RunCommand.syntax.options,
    examples: ["assay config", "assay config gateway --profile full"])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecOptions.store(arguments)
    for (index, target) in try RunTarget.all(of: arguments, command: "config").enumerated() {
      let spec = try store.load(target.spec)
      // What a run would refuse is refused here.
      _ = try LimitOptions.options(
        target.arguments, spec: spec, isLive: !target.arguments.has("--simulated"))
      _ = try SelectionOptions.options(target.arguments, model: spec.service.model)
      _ = try ReportOptions(target.arguments)
      let listing = SettingList(
        target: target, given: arguments, spec: spec, environment: Environment.current)
      let place = target.location.map { " (\($0.file):\($0.line):\($0.column))" } ?? ""
      console.write(
        (index > 0 ? "\n" : "") + "\(target.name ?? spec.id)\(place)\n"
          + TextTable(["setting", "value", "from"], listing.rows).text)
    }
    return ExitCode.success
  }
}

/// The settings of one target as rows: name, value, source.
struct SettingList {
  let target: RunTarget
  /// The command line alone.
  let given: ParsedArguments
  let spec: ProviderSpec
  let environment: [String: String]

  var rows: [[String]] {
    let service = spec.service
    let isSimulated = target.arguments.has("--simulated")
    let documented = service.rateLimit.map { "\($0.requests)/\(Self.number($0.seconds))s" }
    let variable = target.arguments.value("--api-key-env") ?? service.keyVariable
    let isSet = environment[variable].map { !$0.isEmpty } ?? false
    var rows = [
      ["spec", spec.id, "the \(target.name == nil ? "command line" : "target")"],
      isSimulated
        ? row("simulated", "--simulated", nil) : row("base URL", "--base-url", service.baseURL),
      row("model", "--model", service.model), row("embedding model", "--embedding-model", nil),
    ]
    var key = row("key variable", "--api-key-env", service.keyVariable)
    key[1] += isSet ? " (set)" : " (not set)"
    rows.append(key)
    rows += [
      row("profile", "--profile", nil, usual: "standard"), row("only", "--only", nil),
      row("skip", "--skip", nil), row("samples", "--samples", nil, usual: "1"),
      row("rate", "--rate", isSimulated ? nil : documented),
      row("concurrency", "--concurrency", nil, usual: "8"),
      row("retries", "--retries", nil, usual: "3"),
      row("max requests", "--max-requests", nil),
      row("max output tokens", "--max-output-tokens", nil),
      row("timeout", "--timeout", nil, usual: "120"), row("faults", "--fault", nil),
      row("CA file", "--ca-file", nil), row("baseline", "--baseline", nil),
      row("strict", "--strict", nil, usual: "no"),
      row(
        "reports", "--report", nil,
        usual: ReportOutput.usualPaths(for: target.name ?? spec.id).joined(separator: " ")),
      row("record", "--record", nil), row("journal", "--journal", nil),
    ]
    return rows
  }

  private func row(
    _ name: String, _ option: String, _ documented: String?, usual: String? = nil
  ) -> [String] {
    let values = target.arguments.all(option)
    let isOn = target.arguments.has(option)
    let value = isOn ? "yes" : values.joined(separator: " ")
    if given.isGiven(option) { return [name, value, "the command line"] }
    if let setting = target.settings.first(where: { $0.option == option }), isOn || !values.isEmpty
    {
      let place = setting.location
      return [name, value, "\(place.file):\(place.line):\(place.column)"]
    }
    if let documented { return [name, documented, "the spec"] }
    return [name, usual ?? "-", "the default"]
  }

  private static func number(_ seconds: Double) -> String {
    seconds == 1 ? "" : seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
  }
}
