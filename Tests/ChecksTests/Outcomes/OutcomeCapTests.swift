import Checks
import Conformance
import Testing
import WireFormats

@Suite struct OutcomeCapTests {
  private let arguments: JSONValue = [
    "subject": "capped", "control": "control", "limit": 8, "claim": "chat.max_tokens.cap",
  ]
  private let control = Answering.plain("control", "1 2 3 4 5 6 7 8 9 10", tokens: 20)

  @Test func aCutAnswerThatSaysSoPasses() throws {
    let capped = Answering.plain("capped", "1 2 3 4", finish: "length", tokens: 8)
    #expect(try Answering.examine(OutcomeCap.self, [control, capped], arguments) == .passed)
  }

  @Test func oneTokenTooManyIsFound() throws {
    let capped = Answering.plain("capped", "1 2 3 4 5", finish: "length", tokens: 9)
    let outcome = try Answering.examine(OutcomeCap.self, [control, capped], arguments)
    #expect(outcome.kinds == [.wrongValue])
    guard case .found(let findings) = outcome else { return }
    #expect(findings.first?.place.pointer == "/usage/completion_tokens")
    #expect(findings.first?.level == .must)
    #expect(findings.first?.claim == "chat.max_tokens.cap")
  }

  @Test func anIgnoredLimitIsFoundByWordsWithoutUsage() throws {
    let text = (1...30).map(String.init).joined(separator: " ")
    let capped = Answering.plain("capped", text)
    #expect(
      try Answering.examine(OutcomeCap.self, [control, capped], arguments).kinds == [
        .silentlyIgnored
      ])
  }

  @Test func aCutAnswerThatSaysStopIsFound() throws {
    let capped = Answering.plain("capped", "1 2 3 4", finish: "stop", tokens: 8)
    let outcome = try Answering.examine(OutcomeCap.self, [control, capped], arguments)
    guard case .found(let findings) = outcome else {
      Issue.record("nothing found: \(outcome)")
      return
    }
    #expect(findings.map(\.claim) == ["chat.finish-reason.length"])
  }

  @Test func anAnswerShorterThanTheLimitExercisesNothing() throws {
    let short = Answering.plain("control", "1 2", tokens: 2)
    let capped = Answering.plain("capped", "1 2", tokens: 2)
    #expect(
      try Answering.examine(OutcomeCap.self, [short, capped], arguments).isInconclusive)
    #expect(
      try Answering.examine(
        OutcomeCap.self, [capped], ["subject": "capped", "limit": 8]
      ).isInconclusive)
  }

  @Test func aControlNoLongerThanTheLimitShowsNothing() throws {
    let short = Answering.plain("control", "1 2", tokens: 2)
    let capped = Answering.plain("capped", "1 2", finish: "length", tokens: 2)
    #expect(
      try Answering.examine(OutcomeCap.self, [short, capped], arguments)
        == .inconclusive("not testable: the control is no longer than the limit"))
  }

  @Test func aRefusalIsNotJudged() throws {
    let outcome = try Answering.examine(
      OutcomeCap.self, [control, Answering.refused("capped", status: 429)], arguments)
    #expect(outcome == .inconclusive("not testable: the step capped was refused with status 429"))
  }

  @Test func theEndOfTextTokenMayBeCounted() throws {
    let capped = Answering.plain("capped", "1 2 3", finish: "stop", tokens: 9)
    let outcome = try Answering.examine(
      OutcomeCap.self, [capped], ["subject": "capped", "limit": 8])
    #expect(outcome.isInconclusive)
  }
}
