public import Conformance

/// What a lint found in one file.
public struct LintReport: Sendable {
  /// The file, as it was named.
  public let file: String
  /// What is wrong with it, in file order; empty where it can be used.
  public let problems: [SpecError]
  /// The resolved spec; `nil` where it cannot be used, or where the file is no provider spec.
  public let spec: ProviderSpec?
  /// Which of its claims are exercised; `nil` where it cannot be used.
  public let coverage: ClaimCoverage?
  /// What is missing for full coverage, in the form of problems: each uncovered claim at its place.
  public let gaps: [SpecError]

  /// Makes a report.
  init(
    file: String, problems: [SpecError], spec: ProviderSpec? = nil, coverage: ClaimCoverage? = nil,
    gaps: [SpecError] = []
  ) {
    self.file = file
    self.problems = problems
    self.spec = spec
    self.coverage = coverage
    self.gaps = gaps
  }

  /// Whether nothing is wrong with the file.
  public var isUsable: Bool { problems.isEmpty }

  /// Whether nothing is wrong and every claim is accounted for.
  public var isComplete: Bool { isUsable && coverage?.isComplete != false }
}
