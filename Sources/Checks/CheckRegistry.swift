public import Conformance

/// Every check there is. A new check is its own file and one line in `CheckRegistry+Exchange.swift`
/// or `CheckRegistry+Outcomes.swift`.
public enum CheckRegistry {
  /// The checks on every exchange, in the order in which their findings are told.
  public static let checks: [any Check.Type] = exchangeChecks

  /// The checks that probes name.
  public static let outcomeChecks: [any OutcomeCheck.Type] = namedOutcomeChecks

  /// The name cards of all checks, those on every exchange first.
  public static var descriptions: [CheckDescription] {
    checks.map { $0.description } + outcomeChecks.map { $0.description }
  }
}
