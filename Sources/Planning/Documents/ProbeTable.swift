public import Conformance
import WireFormats

/// For every parameter of every spec, which boundary, default and effect probes exist, with the
/// reason wherever there is none.
public struct ProbeTable: Sendable {
  /// One parameter.
  public struct Row: Sendable, Hashable {
    /// The spec's id.
    public let spec: String
    /// The endpoint and the parameter: `chat.temperature`.
    public let parameter: String
    /// Probes of values at and beyond its bounds.
    public let boundary: Cell
    /// Probes of its default.
    public let standard: Cell
    /// Probes of what it does.
    public let effect: Cell
  }

  /// What stands in one place of the table.
  public enum Cell: Sendable, Hashable {
    /// The probes, by id.
    case probes([ProbeID])
    /// Why there is none.
    case reason(String)
  }

  /// The rows, spec by spec in spec order.
  public let rows: [Row]

  /// Makes the table.
  ///
  /// - Parameter plans: each spec with its plan of the full profile.
  public init(_ plans: [(spec: ProviderSpec, plan: Plan)]) {
    rows = plans.flatMap { spec, plan in
      spec.endpoints.flatMap { endpoint in
        endpoint.parameters.map { Self.row($0, in: endpoint, spec: spec, plan: plan) }
      }
    }
  }

  private static func row(
    _ parameter: Parameter, in endpoint: Endpoint, spec: ProviderSpec, plan: Plan
  ) -> Row {
    let stem = "\(endpoint.name).\(parameter.name)"
    let prefix = stem + "."
    let entries = plan.entries.filter { entry in
      entry.probe.id.hasPrefix(prefix)
        || entry.probe.claims.contains { $0 == stem || $0.hasPrefix(prefix) }
    }
    let skipped = entries.first { $0.skipReason != nil }?.skipReason
    let probes = entries.filter { $0.skipReason == nil }.map(\.probe)
    let defaults = probes.filter { probe in
      probe.claims.contains { $0.hasPrefix(prefix) && $0.hasSuffix(".default") }
    }
    let effects = probes.filter { !$0.checks.isEmpty && !defaults.contains($0) }
    let boundaries = probes.filter { $0.checks.isEmpty }
    let waiver = spec.claim(stem)?.waiver
    func cell(_ probes: [Probe], _ reason: @autoclosure () -> String) -> Cell {
      guard probes.isEmpty else { return .probes(probes.map(\.id)) }
      return .reason(waiver.map { "waived: \($0)" } ?? skipped ?? reason())
    }
    return Row(
      spec: spec.id, parameter: stem,
      boundary: cell(boundaries, "the page gives neither type nor bounds"),
      standard: cell(defaults, reasonForNoDefault(parameter, stem: stem, spec: spec)),
      effect: cell(effects, "the page states no effect that an answer shows"))
  }

  private static func reasonForNoDefault(_ parameter: Parameter, stem: String, spec: ProviderSpec)
    -> String
  {
    let claims = spec.claims.filter { $0.id.hasPrefix(stem + ".") && $0.id.hasSuffix(".default") }
    if let waiver = claims.lazy.compactMap(\.waiver).first { return "waived: \(waiver)" }
    if parameter.isRequired { return "it is required" }
    return claims.isEmpty ? "the page prints no default" : "the default is not tried"
  }

  /// The table as Markdown; probe ids are shortened by the parameter's name.
  public var markdown: String {
    var lines: [String] = []
    var spec: String?
    for row in rows {
      if row.spec != spec {
        spec = row.spec
        lines += lines.isEmpty ? [] : [""]
        lines += [
          "## \(row.spec)", "", "| parameter | boundaries | default | effect |",
          "|---|---|---|---|",
        ]
      }
      let cells = [row.boundary, row.standard, row.effect].map { text($0, stem: row.parameter) }
      lines.append("| `\(row.parameter)` | \(cells.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(_ cell: Cell, stem: String) -> String {
    switch cell {
    case .reason(let reason): "— " + reason.replacing("|", with: "\\|")
    case .probes(let ids):
      ids.map { id in
        "`\(id.hasPrefix(stem + ".") ? String(id.dropFirst(stem.count + 1)) : id)`"
      }.joined(separator: ", ")
    }
  }
}
