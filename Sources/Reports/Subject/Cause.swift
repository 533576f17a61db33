import Conformance

/// Results that broke in the same way: by the same check and kind. One defect of a provider often breaks many
/// probes, and whoever reads a report wants to see the defects.
struct Cause {
  /// The check of the gravest finding; `nil` for a result without one.
  let check: CheckID?
  /// The results in plan order; never empty.
  private(set) var results: [ProbeResult]

  /// The results after the first.
  var others: ArraySlice<ProbeResult> { results.dropFirst() }

  /// The causes of some results, in order of their first appearance. A result without a finding is a
  /// cause by itself.
  static func all(of results: [ProbeResult]) -> [Cause] {
    var causes: [Cause] = []
    var positions: [String: Int] = [:]
    for result in results {
      let finding = result.judgement.findings.first
      let key = finding.map { "\($0.check) \($0.kind.rawValue)" }
      if let key, let position = positions[key] {
        causes[position].results.append(result)
      } else {
        if let key { positions[key] = causes.count }
        causes.append(Cause(check: finding?.check, results: [result]))
      }
    }
    return causes
  }
}
