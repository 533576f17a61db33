public import Conformance

/// What is documented against what was observed: every claim with the worst that a probe came to
/// that exercises it.
///
/// A probe may fail on a claim that it is not about, as some checks judge every exchange. So blame
/// goes by finding: to the claim that a finding names, else to the first claim of its probe. The
/// probe's other claims count as inconclusive then, for untested must not look green.
public struct CapabilityMatrix: Sendable {
  /// One claim.
  public struct Row: Sendable, Hashable {
    /// The claim's id.
    public let claim: ClaimID
    /// What the document says; `nil` where the report came without its spec.
    public let statement: String?
    /// How binding it is; `nil` where the report came without its spec.
    public let level: Level?
    /// The worst that was observed; `nil` where no probe exercised it.
    public let observed: Standing?
    /// The probes that exercise it or found something about it, in plan order.
    public let probes: [ProbeID]
    /// Why no probe can exercise it, where the spec says so.
    public let waiver: String?

    /// The id without its section: `maximum`; the id itself where it is the section.
    public var shortName: String {
      let section = CapabilityMatrix.section(of: claim)
      return claim == section ? claim : String(claim.dropFirst(section.count + 1))
    }
  }

  /// The claims of one capability: `chat.temperature`.
  public struct Section: Sendable, Hashable {
    /// The first two components of its claims' ids.
    public let name: String
    /// The claims, in spec order.
    public let rows: [Row]

    /// The worst of its rows; `nil` where none was exercised.
    public var worst: Standing? { rows.compactMap(\.observed).min() }
  }

  /// The sections, in order of first appearance in the spec.
  public let sections: [Section]

  /// The sections of which something was exercised.
  var exercised: [Section] { sections.filter { $0.worst != nil } }

  /// The sections of which nothing was exercised.
  var untouched: [Section] { sections.filter { $0.worst == nil } }

  /// How many claims were exercised, out of all that can be.
  public var coverage: (exercised: Int, total: Int) {
    let rows = sections.flatMap(\.rows).filter { $0.waiver == nil || $0.observed != nil }
    return (rows.count { $0.observed != nil && $0.observed != .skip }, rows.count)
  }

  /// Lays a report over its spec.
  public init(of subject: ReportSubject) {
    var observations: [ClaimID: [(Standing, ProbeID)]] = [:]
    var order: [ClaimID] = []
    for result in subject.report.results {
      for (claim, standing) in Self.blame(result) {
        if observations[claim] == nil { order.append(claim) }
        observations[claim, default: []].append((standing, result.probe.id))
      }
    }
    let documented = subject.spec?.claims ?? []
    let known = Set(documented.map(\.id))
    var rows = documented.map { claim in
      Self.row(claim.id, claim: claim, observations[claim.id] ?? [])
    }
    rows += order.filter { !known.contains($0) }.map { id in
      Self.row(id, claim: nil, observations[id] ?? [])
    }
    var positions: [String: Int] = [:]
    var groups: [(name: String, rows: [Row])] = []
    for row in rows {
      let name = Self.section(of: row.claim)
      if let position = positions[name] {
        groups[position].rows.append(row)
      } else {
        positions[name] = groups.count
        groups.append((name, [row]))
      }
    }
    sections = groups.map { Section(name: $0.name, rows: $0.rows) }
  }

  /// What a result says of which claims.
  private static func blame(_ result: ProbeResult) -> [(ClaimID, Standing)] {
    let own = Standing(of: result)
    var blamed: [ClaimID: Standing] = [:]
    var order: [ClaimID] = []
    for finding in result.judgement.findings {
      guard let standing = standing(of: finding, in: own),
        let claim = finding.claim ?? result.probe.claims.first
      else { continue }
      if blamed[claim] == nil { order.append(claim) }
      blamed[claim] = min(blamed[claim] ?? standing, standing)
    }
    let isBroken = own == .fail || own == .warn || own == .known
    for claim in result.probe.claims where blamed[claim] == nil {
      order.append(claim)
      blamed[claim] = isBroken && order.count > 1 ? .inconclusive : own
    }
    return order.compactMap { claim in blamed[claim].map { (claim, $0) } }
  }

  private static func standing(of finding: Finding, in own: Standing) -> Standing? {
    if own == .known { return .known }
    switch finding.level {
    case .must: return .fail
    case .should: return .warn
    case .may: return nil
    }
  }

  private static func row(
    _ id: ClaimID, claim: Claim?, _ observations: [(standing: Standing, probe: ProbeID)]
  ) -> Row {
    Row(
      claim: id, statement: claim?.statement, level: claim?.level,
      observed: observations.map(\.standing).min(), probes: observations.map(\.probe),
      waiver: claim?.waiver)
  }

  static func section(of claim: ClaimID) -> String {
    claim.split(separator: ".", omittingEmptySubsequences: false).prefix(2).joined(separator: ".")
  }
}
