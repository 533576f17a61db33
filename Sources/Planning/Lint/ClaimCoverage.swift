public import Conformance

/// Which claims of a spec a full run exercises, which ones it cannot, and why.
public struct ClaimCoverage: Sendable, Hashable {
  /// One claim.
  public struct Entry: Sendable, Hashable {
    /// The claim.
    public let claim: Claim
    /// The probes of a full plan that exercise it, in plan order.
    public let probes: [ProbeID]
    /// The checks on every exchange that judge it, in registry order, where the plan has any exchange.
    public let checks: [CheckID]
    /// Why the probes that would exercise it do not run, where all are skipped.
    public let skipReason: String?

    /// Whether a probe exercises it.
    public var isExercised: Bool { !probes.isEmpty }
    /// Whether it is accounted for: exercised, or waived with a reason.
    public var isCovered: Bool { isExercised || claim.waiver != nil }
  }

  /// The spec's claims in spec order, its own first.
  public let entries: [Entry]

  /// Plans a full run and looks what it exercises.
  ///
  /// - Parameters:
  ///   - spec: the spec.
  ///   - scenarios: the scenarios that all specs share.
  ///   - checks: the checks that are always on, told beside the probes. They alone exercise nothing: a
  ///     claim needs a probe that brings it about.
  /// - Throws: ``PlanError`` where the spec cannot be planned.
  public init(of spec: ProviderSpec, scenarios: ScenarioLibrary, checks: [CheckDescription] = [])
    throws(PlanError)
  {
    // Coverage is a property of the spec: whether somebody names an embedding model in a run is not.
    let options = PlanOptions(
      embeddingModel: spec.service.embeddingModel ?? "an-embedding-model", profile: .full)
    let plan = try Planner(spec: spec, scenarios: scenarios).plan(options)
    var probes: [ClaimID: [ProbeID]] = [:]
    var reasons: [ClaimID: String] = [:]
    for entry in plan.entries {
      for claim in entry.probe.claims {
        if let reason = entry.skipReason {
          reasons[claim] = reasons[claim] ?? "\(entry.probe.id): \(reason)"
        } else {
          probes[claim, default: []].append(entry.probe.id)
        }
      }
    }
    entries = spec.claims.map { claim in
      let exercising = probes[claim.id] ?? []
      return Entry(
        claim: claim, probes: exercising,
        checks: checks.filter { $0.claims.contains(claim.id) }.map(\.id),
        skipReason: exercising.isEmpty ? reasons[claim.id] : nil)
    }
  }

  /// How many claims a probe exercises.
  public var exercised: Int { entries.count(where: \.isExercised) }

  /// The claims that no probe exercises and that say why.
  public var waived: [Entry] { entries.filter { !$0.isExercised && $0.claim.waiver != nil } }

  /// The claims that are neither exercised nor waived.
  public var uncovered: [Entry] { entries.filter { !$0.isCovered } }

  /// Whether every claim is accounted for.
  public var isComplete: Bool { entries.allSatisfy(\.isCovered) }
}
