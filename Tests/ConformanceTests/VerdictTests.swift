import Conformance
import Testing

@Suite struct VerdictTests {
  static func finding(_ level: Level, _ kind: Finding.Kind = .malformed) -> Finding {
    Finding(
      check: "test.check", level: level, kind: kind, place: Finding.Place(step: "request"),
      expected: "this", actual: "that", consequence: "none",
      source: Citation(title: "a standard", provenance: .standard))
  }

  @Test func aBrokenMustFailsWhateverElseHappened() {
    let judgement = Judgement(
      deciding: [
        .inconclusive("no control"),
        .found([Self.finding(.should), Self.finding(.must, .wrongValue)]),
      ], trouble: "timed out")
    #expect(judgement.verdict == .fail)
    #expect(judgement.kind == .wrongValue)
    #expect(judgement.findings.map(\.level) == [.must, .should])
  }

  @Test func troubleIsAnErrorAndNeverAFailure() {
    let judgement = Judgement(deciding: [.passed, .found([Self.finding(.should)])], trouble: "429")
    #expect(judgement.verdict == .error)
    #expect(judgement.reason == "429")
  }

  @Test func whatWasNotExercisedDoesNotLookGreen() {
    #expect(Judgement(deciding: [.passed, .inconclusive("cut off")]).verdict == .inconclusive)
    #expect(Judgement(deciding: [.notApplicable]).verdict == .inconclusive)
    #expect(Judgement(deciding: []).verdict == .inconclusive)
    #expect(
      Judgement(deciding: [.found([Self.finding(.should)]), .inconclusive("x")]).verdict
        == .inconclusive)
  }

  @Test func anHonestRefusalIsUnsupported() {
    let judgement = Judgement(deciding: [
      .inconclusive("no control"), .unsupported("400: no tools"),
    ])
    #expect(judgement.verdict == .unsupported)
    #expect(judgement.reason == "400: no tools")
  }

  @Test func aMissedShouldWarnsAndAMayIsOnlyTold() {
    #expect(Judgement(deciding: [.passed, .found([Self.finding(.should)])]).verdict == .warn)
    let told = Judgement(deciding: [.passed, .found([Self.finding(.may)])])
    #expect(told.verdict == .pass)
    #expect(told.findings.count == 1)
  }
}
