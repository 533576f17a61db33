public import Conformance
import Planning
import WireFormats

/// The known deviations that a team has accepted, with reasons and ends.
///
/// A finding that is expected does not fail a run. One that no longer occurs is stale and does, so
/// that the file can only shrink; one whose day is past counts as unexpected again.
public struct Baseline: Sendable, Hashable {
  /// The known deviations, in file order.
  public var deviations: [KnownDeviation]

  /// Makes a baseline.
  public init(deviations: [KnownDeviation] = []) { self.deviations = deviations }

  /// Reads a baseline file.
  ///
  /// - Throws: ``SpecError`` with the place of what is wrong.
  public init(parsing bytes: [UInt8], name: String) throws(SpecError) {
    let problems = SpecProblems()
    let root = SpecNode(root: try SpecFile(parsing: bytes, name: name), problems: problems)
    root.allowOnly(["$schema", "deviations"])
    deviations = (root.member("deviations")?.items ?? []).map { node in
      node.allowOnly(["probe", "check", "reason", "link", "expires"])
      let expires = node.string("expires")
      if let expires, !Self.isDay(expires) {
        node.member("expires")?.report(
          "\"\(expires)\" is not a day", fix: "write it as in \"2027-01-31\"")
      }
      let reason = node.string("reason", required: true) ?? ""
      if reason.isEmpty {
        node.report("no reason", fix: "say why the deviation is accepted")
      }
      return KnownDeviation(
        probe: node.string("probe", required: true) ?? "",
        check: node.string("check", required: true) ?? "", reason: reason,
        link: node.string("link"), expires: expires)
    }
    if root.member("deviations") == nil {
      root.report(
        "the member \"deviations\" is missing",
        fix: "add \"deviations\": [{\"probe\": …, \"check\": …, \"reason\": …}]")
    }
    if let first = problems.errors.first { throw first }
  }

  /// The baseline as the text of a file.
  public var text: String {
    let entries = deviations.map { deviation in
      var entry = JSONObject([
        .init(name: "probe", value: .string(deviation.probe)),
        .init(name: "check", value: .string(deviation.check)),
        .init(name: "reason", value: .string(deviation.reason)),
      ])
      entry["link"] = deviation.link.map { .string($0) }
      entry["expires"] = deviation.expires.map { .string($0) }
      return JSONValue.object(entry)
    }
    let file: JSONValue = ["deviations": .array(entries)]
    return file.prettyPrinted() + "\n"
  }

  /// Marks the results that known deviations cover, and says which no longer occur.
  ///
  /// - Parameters:
  ///   - results: what a run found.
  ///   - today: the day of the run, `2026-11-21`.
  ///   - isStrict: whether a missed *should* fails, too.
  public func apply(to results: [ProbeResult], today: String, isStrict: Bool) -> (
    results: [ProbeResult], stale: [KnownDeviation]
  ) {
    let marked = results.map { result in
      var marked = result
      marked.knownDeviation = cover(of: result, today: today, isStrict: isStrict)
      return marked
    }
    let stale = deviations.filter { deviation in
      let concerned = results.filter { Glob(deviation.probe).matches($0.probe.id) }
      // What was not judged says nothing about whether the deviation is gone.
      let judged = concerned.filter { Self.judgedVerdicts.contains($0.judgement.verdict) }
      return !judged.isEmpty
        && !concerned.contains { $0.judgement.findings.contains { $0.check == deviation.check } }
    }
    return (marked, Self.sorted(stale))
  }

  /// Deviations in an order that does not depend on how a run was parted.
  static func sorted(_ deviations: [KnownDeviation]) -> [KnownDeviation] {
    deviations.sorted { ($0.probe, $0.check, $0.reason) < ($1.probe, $1.check, $1.reason) }
  }

  /// A baseline that covers every failure of a run, keeping what is already said about those that
  /// still occur.
  public func updated(from results: [ProbeResult], isStrict: Bool, reason: String) -> Baseline {
    var updated: [KnownDeviation] = []
    for result in results {
      for finding in Self.grave(result, isStrict: isStrict) {
        let known = deviations.first { $0.covers(finding, of: result.probe.id) }
        let entry =
          known
          ?? KnownDeviation(probe: result.probe.id, check: finding.check, reason: reason)
        if !updated.contains(entry) { updated.append(entry) }
      }
    }
    return Baseline(deviations: updated)
  }

  private static let judgedVerdicts: Set<Verdict> = [.pass, .fail, .warn, .unsupported]

  private func cover(of result: ProbeResult, today: String, isStrict: Bool) -> KnownDeviation? {
    let grave = Self.grave(result, isStrict: isStrict)
    guard !grave.isEmpty else { return nil }
    let inForce = deviations.filter { deviation in
      deviation.expires.map { $0 >= today } ?? true
    }
    let covers = grave.map { finding in
      inForce.first { $0.covers(finding, of: result.probe.id) }
    }
    return covers.contains { $0 == nil } ? nil : covers.first ?? nil
  }

  private static func grave(_ result: ProbeResult, isStrict: Bool) -> [Finding] {
    let level: Level = isStrict ? .should : .must
    return result.judgement.findings.filter { $0.level >= level }
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts.map(\.count) == [4, 2, 2]
      && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }
}

extension KnownDeviation {
  /// Whether it speaks of a finding.
  func covers(_ finding: Finding, of probe: ProbeID) -> Bool {
    check == finding.check && Glob(self.probe).matches(probe)
  }
}
