import Checks
import Conformance
import Testing
import WireFormats

@Suite struct OutcomeStopTests {
  private let arguments: JSONValue = [
    "control": "control", "subject": "stopped", "stop": ["9"], "claim": "chat.stop.effect",
  ]
  private let control = Answering.plain("control", "7 8 9 10 11")

  @Test(arguments: [
    ("7 8 ", "stop", [] as [Finding.Kind], nil as ClaimID?),
    ("7 8 9", "stop", [.wrongValue], "chat.stop.excluded"),
    ("7 8 9 10 11", "stop", [.silentlyIgnored], "chat.stop.effect"),
    ("7 8 9 10", "length", [.silentlyIgnored], "chat.stop.effect"),
    ("7 8 ", "end_turn", [.wrongValue], "chat.finish-reason.stop"),
    ("", "stop", [.wrongValue], "chat.stop.effect"),
  ])
  func textsAfterAStop(text: String, finish: String, kinds: [Finding.Kind], claim: ClaimID?) throws
  {
    let stopped = Answering.plain("stopped", text, finish: finish)
    let outcome = try Answering.examine(OutcomeStop.self, [control, stopped], arguments)
    #expect(outcome.kinds == kinds)
    if kinds.isEmpty { #expect(outcome == .passed) }
    guard case .found(let findings) = outcome else { return }
    #expect(findings.map(\.claim) == [claim])
    // An empty answer may be what was sampled.
    #expect(findings.map(\.level) == [text.isEmpty ? .should : .must])
  }

  @Test func nothingBeforeASequenceThatComesFirstIsRight() throws {
    let control = Answering.plain("control", "9 10 11")
    let stopped = Answering.plain("stopped", "")
    #expect(try Answering.examine(OutcomeStop.self, [control, stopped], arguments) == .passed)
  }

  @Test func aStreamIsJudgedAsAWhole() throws {
    let stopped = Answering.stream("stopped", ["7 8", " 9", " 10"])
    #expect(
      try Answering.examine(OutcomeStop.self, [control, stopped], arguments).kinds == [
        .silentlyIgnored
      ])
  }

  @Test func aControlWithoutTheSequenceExercisesNothing() throws {
    let control = Answering.plain("control", "seven eight")
    let stopped = Answering.plain("stopped", "seven eight")
    #expect(
      try Answering.examine(OutcomeStop.self, [control, stopped], arguments).isInconclusive)
  }

  @Test func anAnswerThatIsCutFirstExercisesNothing() throws {
    let stopped = Answering.plain("stopped", "7", finish: "length")
    #expect(
      try Answering.examine(OutcomeStop.self, [control, stopped], arguments).isInconclusive)
  }
}
