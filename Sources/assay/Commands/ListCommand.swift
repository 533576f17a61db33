import Behaviour
import Checks
import Conformance
import Planning
import Reports
import Running
import Simulator

/// `assay list`: what there is to choose from.
enum ListCommand: Command {
  static let kinds = ["specs", "probes", "checks", "claims", "faults", "reports", "behaviours"]

  static let syntax = CommandSyntax(
    name: "list",
    summary: "List specs, probes, checks, claims, faults, report formats or behaviour keys",
    operands: "specs|probes|checks|claims|faults|reports|behaviours [SPEC…]",
    operandCount: 1...Int.max,
    discussion: """
      probes and claims take one or more specs; without one they list those of all. faults takes one
      to list only those that apply to it. behaviours lists the keys under which diff, matrix, compat
      and trend tell what was observed.
      """,
    options: [
      OptionSyntax("--format", "text|markdown", "How to print it (default text)"),
      OptionSyntax("--profile", "NAME", "Of probes: those of smoke, standard (default) or full"),
    ] + SpecOptions.options,
    examples: [
      "assay list specs", "assay list claims flexai", "assay list probes --format markdown",
    ])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let store = try SpecOptions.store(arguments)
    let kind = arguments.operands[0]
    let names = Array(arguments.operands.dropFirst())
    let isMarkdown = try arguments.word("--format", among: ["text", "markdown"]) == "markdown"
    let profile =
      try arguments.word("--profile", among: Profile.allCases.map(\.rawValue))
      .flatMap { Profile(rawValue: $0) } ?? .standard
    let table: TextTable
    switch kind {
    case "specs": table = try specs(store)
    case "probes":
      if isMarkdown {
        console.write(try probeTable(store, names))
        return ExitCode.success
      }
      table = try probes(store, names, profile: profile)
    case "checks": table = checks()
    case "claims": table = try claims(store, names)
    case "faults": table = try faults(store, names)
    case "behaviours": table = behaviours(isMarkdown: isMarkdown)
    case "reports":
      table = TextTable(
        ["format", "for"], ReportFormat.all.map { [$0.name, $0.summary] })
    default:
      let near = Spelling.nearest(to: kind, among: kinds).map { "; did you mean \($0)?" } ?? ""
      throw UsageError(
        message: "list takes \(kinds.joined(separator: ", ")), not \"\(kind)\"\(near)",
        command: "list")
    }
    console.write(isMarkdown ? table.markdown : table.text)
    return ExitCode.success
  }

  private static func behaviours(isMarkdown: Bool) -> TextTable {
    // Angle brackets in running Markdown would be read as tags.
    let quote = { (text: String) in isMarkdown ? "`\(text)`" : text }
    return TextTable(
      ["key", "tells", "values", "a difference"],
      Observers.keys.map { [quote($0.name), $0.meaning, $0.values, $0.impact.rawValue] })
  }

  private static func specs(_ store: SpecStore) throws -> TextTable {
    TextTable(
      ["id", "provider", "address", "key variable", "claims"],
      try store.ids.map { id in
        let spec = try store.load(id)
        return [
          id, spec.title, spec.service.baseURL ?? "-", spec.service.keyVariable,
          String(spec.claims.count),
        ]
      })
  }

  private static func probes(_ store: SpecStore, _ names: [String], profile: Profile) throws
    -> TextTable
  {
    var rows: [[String]] = []
    for name in names.isEmpty ? store.ids : names {
      let suite = try Suite(name, store: store)
      for entry in try suite.plan(PlanOptions(profile: profile)).entries {
        let probe = entry.probe
        rows.append([
          suite.spec.id, probe.id, probe.level.rawValue, probe.profile.rawValue, probe.title,
        ])
      }
    }
    return TextTable(["spec", "probe", "level", "profile", "asks"], rows)
  }

  private static func probeTable(_ store: SpecStore, _ names: [String]) throws -> String {
    let suites = try (names.isEmpty ? store.ids : names).map { try Suite($0, store: store) }
    return ProbeTable(
      try suites.map { ($0.spec, try $0.plan(PlanOptions(profile: .full))) }
    ).markdown
  }

  private static func checks() -> TextTable {
    let rows = CheckRegistry.descriptions.map { check in
      [check.id, check.family, check.level.rawValue, check.rule, check.source.title]
    }
    return TextTable(["check", "family", "level", "rule", "source"], rows)
  }

  private static func claims(_ store: SpecStore, _ names: [String]) throws -> TextTable {
    var rows: [[String]] = []
    for name in names.isEmpty ? store.ids : names {
      let spec = try store.load(name)
      for claim in spec.claims {
        let origin = if case .dialect(let base) = claim.origin { base } else { spec.id }
        let citation = claim.citations.first
        rows.append([
          spec.id, claim.id, claim.level.rawValue, origin, claim.statement,
          [citation?.title, citation?.section].compactMap { $0 }.joined(separator: ", "),
        ])
      }
    }
    return TextTable(["spec", "claim", "level", "from", "says", "where"], rows)
  }

  private static func faults(_ store: SpecStore, _ names: [String]) throws -> TextTable {
    let specs = try names.map { try store.load($0) }
    let faults = FaultRegistry.all.filter { fault in
      specs.allSatisfy { fault.applicability(to: $0) == .applies }
    }
    return TextTable(
      ["fault", "area", "kind", "does"],
      faults.map { [$0.id, $0.area.rawValue, $0.isQuirk ? "legal" : "fault", $0.summary] })
  }
}
