import Checks
import Conformance
import Planning
import Reports
import Running
import Simulator
import Transports
import WireFormats

/// `assay explain`: what an id is about.
enum ExplainCommand: Command {
  static let syntax = CommandSyntax(
    name: "explain", summary: "Tell what a probe, claim, check or fault is about",
    operands: "ID", operandCount: 1...1,
    discussion: """
      Claims and probes are explained as the spec given with --spec has them, or else the first that
      has them. Of a probe the requests are shown, each as a curl line.
      """,
    options: [OptionSyntax("--spec", "SPEC", "The spec in which to look")] + SpecOptions.options,
    examples: [
      "assay explain chat.temperature.maximum", "assay explain framing.terminator",
      "assay explain chat.temperature.above-maximum --spec flexai",
    ])

  static func run(_ arguments: ParsedArguments, console: Console) async throws -> Int32 {
    let id = arguments.operands[0]
    let store = try SpecOptions.store(arguments)
    var known: [String] = []
    if let check = CheckRegistry.descriptions.first(where: { $0.id == id }) {
      console.write(explain(check))
      return ExitCode.success
    }
    if let fault = FaultRegistry.all.first(where: { $0.id == id }) {
      console.write(explain(fault))
      return ExitCode.success
    }
    known += CheckRegistry.descriptions.map(\.id) + FaultRegistry.all.map(\.id)
    for name in arguments.value("--spec").map({ [$0] }) ?? store.ids {
      let suite = try Suite(name, store: store)
      let plan = try suite.plan(PlanOptions(profile: .full))
      let claim = suite.spec.claim(id)
      let probes = plan.entries.map(\.probe).filter { $0.id == id || $0.claims.contains(id) }
      if claim != nil || !probes.isEmpty {
        if let claim { console.write(explain(claim, in: suite.spec)) }
        if let probe = probes.first(where: { $0.id == id }) {
          console.write(explain(probe, in: suite))
        } else {
          console.write(exercisedBy(probes, claim: id, suite: suite))
        }
        return ExitCode.success
      }
      known += suite.spec.claims.map(\.id) + plan.entries.map(\.probe.id)
    }
    let near = Spelling.nearest(to: id, among: known).map { "; did you mean \($0)?" } ?? ""
    throw UsageError(
      message: "nothing is called \"\(id)\"\(near)", command: "explain")
  }

  private static func explain(_ check: CheckDescription) -> String {
    var text = "check \(check.id) (\(check.family), \(check.level.rawValue))\n\n"
    text += "  Rule    \(check.rule)\n  Why     \(check.consequence)\n"
    text += "  Source  \(line(check.source))\n"
    if !check.claims.isEmpty {
      text += "  Binds   those who claim \(check.claims.joined(separator: ", "))\n"
    }
    return text
  }

  private static func explain(_ fault: Fault) -> String {
    """
    \(fault.isQuirk ? "legal quirk" : "fault") \(fault.id) (\(fault.area.rawValue))

      Does    \(fault.summary)
      Try     assay run flexai --simulated --fault \(fault.id)

    """
  }

  private static func explain(_ claim: Claim, in spec: ProviderSpec) -> String {
    var text = "claim \(claim.id) of \(spec.id) (\(claim.level.rawValue))\n\n"
    text += "  Says    \(claim.statement)\n"
    for citation in claim.citations { text += "  Source  \(line(citation))\n" }
    text += "  Stands  \(claim.location.file):\(claim.location.line)\n"
    if case .dialect(let base) = claim.origin {
      text += "  Adopted from the reference dialect \(base)\n"
    }
    if !claim.value.isNull { text += "  Value   \(claim.value.serialized())\n" }
    if let waiver = claim.waiver { text += "  Waived  \(waiver)\n" }
    return text + "\n"
  }

  private static func exercisedBy(_ probes: [Probe], claim: ClaimID, suite: Suite) -> String {
    let checks = CheckRegistry.descriptions.filter { $0.claims.contains(claim) }
    var text = ""
    for probe in probes { text += "  Probe   \(probe.id): \(probe.title)\n" }
    for check in checks { text += "  Check   \(check.id): \(check.rule)\n" }
    guard let probe = probes.first else { return text }
    return text + "\n" + requests(of: probe, in: suite)
  }

  private static func explain(_ probe: Probe, in suite: Suite) -> String {
    var text = "probe \(probe.id) of \(suite.spec.id) (\(probe.level.rawValue))\n\n"
    text += "  Asks    \(probe.title)\n"
    text += "  Claims  \(probe.claims.joined(separator: ", "))\n"
    for check in probe.checks { text += "  Judged  by \(check.check)\n" }
    text +=
      "  Costs   at most \(probe.cost.requests) requests, \(probe.cost.outputTokens) output "
      + "tokens\n\n"
    return text + requests(of: probe, in: suite)
  }

  /// The requests as curl lines; what an earlier step must give first stands as its reference.
  private static func requests(of probe: Probe, in suite: Suite) -> String {
    let spec = suite.spec
    guard let origin = HTTPOrigin(parsing: spec.service.baseURL ?? "https://provider.example/v1")
    else { return "" }
    let builder = RequestBuilder(
      spec: spec, origin: origin, model: spec.service.model,
      secrets: ["key": "$\(spec.service.keyVariable)"])
    var text = ""
    for step in probe.steps {
      if probe.steps.count > 1 { text += "# \(step.name)\n" }
      text +=
        CurlCommand(for: builder.preview(of: step), spec: spec, credentials: step.credentials)
        .text + "\n\n"
    }
    return text
  }

  /// Who says so, where it is not the provider's page of the endpoint.
  private static func words(for provenance: Provenance) -> String? {
    switch provenance {
    case .page, .standard: nil
    case .provider: "elsewhere in the provider's documentation"
    case .thirdParty: "a third party"
    case .inferred: "inferred"
    }
  }

  private static func line(_ citation: Citation) -> String {
    [
      citation.title, citation.section, citation.url.map { "<\($0)>" },
      citation.read.map { "read \($0)" }, words(for: citation.provenance),
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
