import Conformance

/// Gathers the findings of one check: one for each kind of deviation, at its first place, with the
/// number of its repetitions. A stream with two hundred wrong chunks has one defect.
struct Deviations {
  private var findings: [Finding] = []
  private var positions: [String: Int] = [:]
  private var repetitions: [Int] = []

  /// Adds a deviation.
  ///
  /// - Parameters:
  ///   - kind: a word that is the same for repetitions of the same deviation.
  ///   - finding: made only for the first of that kind.
  mutating func add(_ kind: String, _ finding: @autoclosure () -> Finding) {
    if let position = positions[kind] {
      repetitions[position] += 1
    } else {
      positions[kind] = findings.count
      findings.append(finding())
      repetitions.append(0)
    }
  }

  /// Whether nothing was found.
  var isEmpty: Bool { findings.isEmpty }

  /// What they come to where the rule was exercised.
  var outcome: CheckOutcome {
    guard !findings.isEmpty else { return .passed }
    return .found(
      zip(findings, repetitions).map { finding, repetitions in
        guard repetitions > 0 else { return finding }
        var counted = finding
        counted.actual += " (and \(repetitions) more)"
        return counted
      })
  }
}

extension CheckOutcome {
  /// The outcome of a check that can break its rule in one way only.
  static func found(_ finding: Finding?) -> CheckOutcome {
    finding.map { .found([$0]) } ?? .passed
  }
}
