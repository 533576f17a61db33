public import Conformance
import WireFormats

/// Runs all checks on a probe's evidence and folds what they saw: the one door to this module.
public struct Judge: Sendable {
  private let context: CheckContext
  /// The checks on every exchange, with whether they have anything to say of this spec.
  private let checks: [(id: CheckID, check: any Check.Type, binds: Bool)]

  /// Makes a judge for one spec.
  public init(context: CheckContext) {
    self.context = context
    checks = CheckRegistry.checks.map { check in
      (check.description.id, check, context.binds(check.description))
    }
  }

  /// Examines a probe: every exchange by the checks that are always on, then the probe as a whole by
  /// the outcome checks that it names. Consequences of one another are folded
  /// (``RootCauses/fold(_:)``).
  ///
  /// - Parameters:
  ///   - steps: the evidence of the steps that were answered, in order.
  ///   - invocations: the outcome checks that the probe names. One that does not exist is
  ///     inconclusive, so that a misspelt name never looks green.
  public func examine(_ steps: ProbeEvidence, invocations: [CheckInvocation]) -> [CheckOutcome] {
    RootCauses.fold(outcomes(of: steps, invocations: invocations))
  }

  /// What each check saw, before anything is folded: registry order within each step.
  public func outcomes(of steps: ProbeEvidence, invocations: [CheckInvocation]) -> [(
    CheckID, CheckOutcome
  )] {
    var outcomes: [(CheckID, CheckOutcome)] = []
    outcomes.reserveCapacity(steps.steps.count * checks.count + invocations.count)
    for evidence in steps.steps {
      for (id, check, binds) in checks {
        // A check whose claims the spec does not make has nothing to say.
        outcomes.append((id, binds ? check.examine(evidence, in: context) : .notApplicable))
      }
    }
    for invocation in invocations {
      let check = CheckRegistry.outcomeChecks.first { $0.description.id == invocation.check }
      let outcome =
        check?.examine(steps, arguments: invocation.arguments, in: context)
        ?? .inconclusive("there is no outcome check named \"\(invocation.check)\"")
      outcomes.append((invocation.check, outcome))
    }
    return outcomes
  }
}
