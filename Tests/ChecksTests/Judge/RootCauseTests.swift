import Checks
import Conformance
import Testing
import WireFormats

/// Folding: what explains what, and what becomes of levels.
@Suite struct RootCauseTests {
  private func finding(
    _ check: CheckID, _ level: Level = .must, step: String = "s", event: Int? = nil,
    pointer: JSONPointer? = nil, claim: ClaimID? = nil
  ) -> Finding {
    Finding(
      check: check, level: level, kind: .malformed,
      place: Finding.Place(step: step, event: event, pointer: pointer), expected: "", actual: "",
      consequence: "", claim: claim, source: Citation(title: "t", provenance: .standard))
  }

  private func fold(_ findings: Finding...) -> [Finding] {
    RootCauses.fold(findings.map { ($0.check, .found([$0])) }).flatMap { outcome -> [Finding] in
      if case .found(let findings) = outcome { return findings }
      return []
    }
  }

  @Test func aCauseTakesOverTheHigherLevel() {
    let folded = fold(finding("http.content-coding", .should), finding("json.syntax", .must))
    #expect(folded.map(\.check) == ["http.content-coding"])
    #expect(folded.first?.level == .must)
    #expect(folded.first?.entails == ["json.syntax"])
  }

  @Test func consequencesOfConsequencesGoToTheRoot() {
    let folded = fold(
      finding("http.framing"), finding("http.ending"), finding("framing.terminator"),
      finding("usage.stream"))
    #expect(folded.map(\.check) == ["http.framing"])
    #expect(folded.first?.entails == ["http.ending", "framing.terminator", "usage.stream"])
  }

  @Test func whatIsNotAConsequenceStays() {
    let folded = fold(finding("http.ending"), finding("usage.total"))
    #expect(folded.map(\.check) == ["http.ending", "usage.total"])
    #expect(folded.allSatisfy { $0.entails.isEmpty })
  }

  @Test func outcomesKeepTheirPlaces() {
    let outcomes = RootCauses.fold([
      ("http.ending", .found([finding("http.ending")])), ("json.syntax", .passed),
      ("chunks.finish", .found([finding("chunks.finish"), finding("chunks.finish", step: "t")])),
      ("outcome.x", .inconclusive("why")),
    ])
    #expect(outcomes.map(\.state) == ["found", "passed", "found", "inconclusive"])
    guard case .found(let left) = outcomes[2] else { return }
    #expect(left.map(\.place.step) == ["t"])
  }

  @Test func whatIsWhollyExplainedWasNotExercised() {
    let outcomes = RootCauses.fold([
      ("http.ending", .found([finding("http.ending")])),
      ("chunks.finish", .found([finding("chunks.finish")])),
    ])
    #expect(outcomes[1] == .notApplicable)
  }

  @Test func aPlaceExplainsOnlyItself() {
    let folded = fold(
      finding("chunks.schema", event: 1, pointer: "/id"),
      finding("chunks.schema", event: 2, pointer: "/id"),
      finding("chunks.schema", event: 1, pointer: "/model"),
      finding("chunks.id", event: 1, pointer: "/id"))
    #expect(folded.map(\.check) == ["chunks.schema", "chunks.schema", "chunks.id"])
    #expect(folded.last?.entails == ["chunks.schema"])
  }

  @Test func anOutcomeOfTheSameClaimIsToldOnce() {
    let folded = fold(
      finding("completion.stop-excluded", claim: "chat.stop.excluded"),
      finding("outcome.stop", claim: "chat.stop.excluded"),
      finding("outcome.stop", claim: "chat.stop.effect"),
      finding("outcome.stop", step: "other", claim: "chat.stop.excluded"))
    #expect(
      folded.map { "\($0.check) \($0.claim ?? "") \($0.place.step)" } == [
        "completion.stop-excluded chat.stop.excluded s", "outcome.stop chat.stop.effect s",
        "outcome.stop chat.stop.excluded other",
      ])
  }

  @Test func everyRuleNamesChecksThatExist() {
    let ids = Set(CheckRegistry.checks.map { $0.description.id })
    for id in RootCauses.namedChecks where !id.hasPrefix("outcome.") {
      #expect(ids.contains(id), "\(id)")
    }
  }
}
