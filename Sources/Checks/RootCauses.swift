public import Conformance
import WireFormats

/// Which deviation explains which others, in one place, so that one defect reads as one finding that
/// names its consequences rather than as several failures.
public enum RootCauses {
  /// Folds the outcomes of all checks on a probe.
  ///
  /// A finding that another one explains is dropped; the cause names its check in `entails` and takes
  /// over its level where that is the higher one, so that no verdict gets milder. What is left of an
  /// outcome without findings is ``CheckOutcome/notApplicable``: it was not exercised.
  ///
  /// - Parameter outcomes: what each check saw, in order.
  /// - Returns: as many outcomes in the same order.
  public static func fold(_ outcomes: [(CheckID, CheckOutcome)]) -> [CheckOutcome] {
    var findings: [Finding] = []
    for case (_, .found(let found)) in outcomes { findings += found }
    let explained = explain(&findings)
    var next = 0
    return outcomes.map { _, outcome in
      guard case .found(let found) = outcome else { return outcome }
      let kept = (next..<next + found.count).filter { !explained.contains($0) }.map { findings[$0] }
      next += found.count
      return kept.isEmpty ? .notApplicable : .found(kept)
    }
  }

  /// Marks what is explained. Causes that are themselves explained pass their consequences on.
  private static func explain(_ findings: inout [Finding]) -> Set<Int> {
    guard findings.count > 1 else { return [] }
    var causeOf: [Int: Int] = [:]
    for rule in rules {
      for (effect, finding) in findings.enumerated()
      where causeOf[effect] == nil && rule.explains(finding.check) {
        let cause = findings.indices.first { candidate in
          candidate != effect && rule.isCause(findings[candidate])
            && rule.reach.holds(from: findings[candidate].place, to: finding.place)
            && !isExplained(candidate, by: effect, causeOf)
        }
        if let cause { causeOf[effect] = cause }
      }
    }
    tellOnce(findings, &causeOf)
    for effect in causeOf.keys.sorted() {
      var root = effect
      while let cause = causeOf[root] { root = cause }
      let check = findings[effect].check
      if check != findings[root].check, !findings[root].entails.contains(check) {
        findings[root].entails.append(check)
      }
      findings[root].level = max(findings[root].level, findings[effect].level)
    }
    return Set(causeOf.keys)
  }

  private static func isExplained(_ index: Int, by effect: Int, _ causeOf: [Int: Int]) -> Bool {
    var current = index
    while let cause = causeOf[current] {
      if cause == effect { return true }
      current = cause
    }
    return false
  }

  /// What an outcome check says of a claim that a check on the same exchange has told already.
  private static func tellOnce(_ findings: [Finding], _ causeOf: inout [Int: Int]) {
    for (effect, finding) in findings.enumerated()
    where causeOf[effect] == nil && finding.isOfOutcome && finding.claim != nil {
      causeOf[effect] = findings.indices.first { candidate in
        let other = findings[candidate]
        return !other.isOfOutcome && other.claim == finding.claim
          && other.place.step == finding.place.step
      }
    }
  }
}

extension Finding {
  /// Whether an outcome check, which looks at a probe as a whole, saw it.
  var isOfOutcome: Bool { check.hasPrefix("outcome.") }
}
