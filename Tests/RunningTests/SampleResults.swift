import Conformance
import WireFormats

/// Results made by hand.
enum SampleResults {
  static func probe(_ id: ProbeID, level: Level = .must) -> Probe {
    Probe(
      id: id, title: id, claims: [], level: level,
      steps: [ProbeStep(body: .none, expectation: .accepted)],
      location: SourceLocation(file: "specs/x.json", line: 1, column: 1, pointer: JSONPointer()))
  }

  static func finding(_ check: CheckID, level: Level = .must) -> Finding {
    Finding(
      check: check, level: level, kind: .malformed, place: Finding.Place(step: "request"),
      expected: "this", actual: "that", consequence: "none",
      source: Citation(title: "a standard", provenance: .standard))
  }

  static func result(_ id: ProbeID, _ verdict: Verdict, _ findings: [Finding] = []) -> ProbeResult {
    ProbeResult(
      probe: probe(id),
      judgement: Judgement(verdict: verdict, reason: verdict.rawValue, findings: findings))
  }
}
