import Conformance
import WireFormats

/// Says of each claim that nothing exercises what is missing for it, in the form of problems.
struct CoverageGaps {
  /// The spec that was linted.
  let spec: ProviderSpec
  /// Its file.
  let root: SpecNode
  /// The scenarios that all specs share.
  let scenarios: [Scenario]
  /// The library's specs: what they waive, and by what reason, is told.
  let others: [ProviderSpec]

  /// One problem a claim, in spec order.
  func problems(_ uncovered: [ClaimCoverage.Entry]) -> [SpecError] {
    uncovered.map { entry in
      var what = "no probe exercises the claim \"\(entry.claim.id)\""
      var location = entry.claim.location
      if case .dialect(let base) = entry.claim.origin {
        // What the dialect's file says is not for this file's author to mend.
        what += ", adopted from \(base)"
        location = root.member("dialect")?.location ?? location
      }
      what += entry.skipReason.map { " (\($0))" } ?? ""
      return SpecError(location: location, what: what, fix: fix(for: entry.claim))
    }
  }

  private func fix(for claim: Claim) -> String {
    let waive = "or say in \"waived\" why none can"
    if let (scenario, missing) = nearestScenario(exercising: claim.id), !missing.isEmpty {
      let names = missing.map { "\"\($0)\"" }.joined(separator: " and ")
      return "the scenario \(scenario.id) does where the spec states \(names): state it if the "
        + "pages say so, \(waive)"
    }
    for other in others where other.id != spec.id {
      guard let reason = other.claim(claim.id)?.waiver else { continue }
      return "say in \"waived\" why none can; \(other.id) says: \"\(reason)\""
    }
    let own = spec.claims.filter { $0.origin == .own }.map(\.id)
    let known = Set(scenarios.flatMap(\.exercises)).subtracting(own).sorted()
    if let near = Spelling.nearest(to: claim.id, among: known) {
      return "did you mean \"\(near)\"? Else name it in a scenario's \"exercises\", \(waive)"
    }
    return "name it in a scenario's \"exercises\", \(waive)"
  }

  /// The scenario of those that exercise a claim which lacks the least, and what it lacks.
  private func nearestScenario(exercising id: ClaimID) -> (Scenario, missing: [String])? {
    scenarios.filter { $0.exercises.contains(id) }
      .map { ($0, missing: $0.needs.filter { !isPromised($0) }) }
      .min { $0.missing.count < $1.missing.count }
  }

  private func isPromised(_ need: String) -> Bool {
    let parts = need.split(separator: "#", maxSplits: 1).map(String.init)
    guard let claim = parts.first.flatMap({ spec.claim($0) }) else { return false }
    guard parts.count > 1 else { return true }
    return JSONPointer(parsing: parts[1]).flatMap { claim.value[$0] } != nil
  }
}
