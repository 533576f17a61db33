public import Conformance

/// Makes one report of the parts of a run.
public enum ShardMerge {
  /// Why parts do not make a whole.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// No report was given.
    case nothing
    /// Two parts were made of different things.
    case different(what: String, one: String, other: String)
    /// A probe stands in two parts.
    case overlap(ProbeID)
    /// Probes of the plan are in no part; how many, and the first.
    case gap(count: Int, first: ProbeID)
    /// A probe is in no plan of this spec.
    case foreign(ProbeID)

    /// One sentence.
    public var description: String {
      switch self {
      case .nothing: "there is nothing to merge"
      case .different(let what, let one, let other):
        "the reports are of different runs: \(what) is \(one) in one and \(other) in another"
      case .overlap(let id): "the probe \(id) stands in two of the reports"
      case .gap(let count, let first):
        "\(count) probes are in none of the reports, the first is \(first)"
      case .foreign(let id): "the plan has no probe \(id)"
      }
    }
  }

  /// Merges.
  ///
  /// - Parameters:
  ///   - reports: the parts, in any order.
  ///   - order: the plan's probe ids, in order.
  public static func merge(_ reports: [RunReport], order: [ProbeID]) throws(Failure) -> RunReport {
    guard let first = reports.first else { throw .nothing }
    for other in reports.dropFirst() { try checkAlike(first.header, other.header) }
    var results: [ProbeID: ProbeResult] = [:]
    for result in reports.flatMap(\.results) {
      guard results.updateValue(result, forKey: result.probe.id) == nil else {
        throw .overlap(result.probe.id)
      }
    }
    let known = Set(order)
    if let foreign = results.keys.sorted().first(where: { !known.contains($0) }) {
      throw .foreign(foreign)
    }
    let missing = order.filter { results[$0] == nil }
    if let absent = missing.first { throw .gap(count: missing.count, first: absent) }
    var header = first.header
    // The whole began when its first part did.
    header.timestamp = reports.compactMap(\.header.timestamp).min()
    let merged = order.compactMap { results[$0] }
    return RunReport(
      header: header, results: merged, staleDeviations: stale(reports, results: merged),
      isInterrupted: reports.contains(where: \.isInterrupted))
  }

  /// The deviations that occur in no part. One that speaks of several probes may be stale in one part
  /// and occur in another.
  private static func stale(_ reports: [RunReport], results: [ProbeResult]) -> [KnownDeviation] {
    var stale: [KnownDeviation] = []
    for deviation in reports.flatMap(\.staleDeviations) where !stale.contains(deviation) {
      let occurs = results.contains { result in
        result.judgement.findings.contains { deviation.covers($0, of: result.probe.id) }
      }
      if !occurs { stale.append(deviation) }
    }
    return Baseline.sorted(stale)
  }

  private static func checkAlike(_ one: RunReport.Header, _ other: RunReport.Header)
    throws(Failure)
  {
    let properties: [(String, (RunReport.Header) -> String)] = [
      ("the spec", { $0.spec }), ("the spec's digest", { $0.specDigest }),
      ("the model", { $0.model }), ("assay's version", { $0.version }),
      ("the profile", { $0.profile.rawValue }), ("the source", { $0.mode.rawValue }),
      ("strictness", { $0.isStrict ? "--strict" : "not --strict" }),
    ]
    for (what, property) in properties where property(one) != property(other) {
      throw .different(what: what, one: property(one), other: property(other))
    }
  }
}
