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
    for other in reports.dropFirst() {
      let pairs: [(String, KeyPath<RunReport.Header, String>)] = [
        ("the spec", \.spec), ("the spec's digest", \.specDigest), ("the model", \.model),
        ("assay's version", \.version),
      ]
      for (what, path) in pairs where first.header[keyPath: path] != other.header[keyPath: path] {
        throw .different(
          what: what, one: first.header[keyPath: path], other: other.header[keyPath: path])
      }
      if first.header.profile != other.header.profile {
        throw .different(
          what: "the profile", one: first.header.profile.rawValue,
          other: other.header.profile.rawValue)
      }
    }
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
    return RunReport(
      header: first.header, results: order.compactMap { results[$0] },
      staleDeviations: reports.flatMap(\.staleDeviations),
      isInterrupted: reports.contains(where: \.isInterrupted))
  }
}
