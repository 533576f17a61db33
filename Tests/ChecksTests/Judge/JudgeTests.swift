import Checks
import Conformance
import Testing
import WireFormats

/// The one door: which checks run, and what becomes of what they say.
@Suite struct JudgeTests {
  private func evidence(_ name: String, step: String = "request", _ edits: [JSONValue] = []) throws
    -> Evidence
  {
    var value = try #require(ExchangeCorpus.good[name])
    for edit in edits { value = try #require(JSONEdit(edit)).apply(to: value) }
    return try ExchangeFixture(value: value).evidence(step: step)
  }

  @Test func anUnknownOutcomeCheckIsInconclusive() throws {
    let judge = Judge(context: try TestSpec.full.get())
    let steps = ProbeEvidence(probe: "p", steps: [try evidence("plain")])
    let outcomes = judge.examine(steps, invocations: [CheckInvocation(check: "outcome.misspelt")])
    #expect(outcomes.last == .inconclusive("there is no outcome check named \"outcome.misspelt\""))
    #expect(Judgement(deciding: outcomes).verdict == .inconclusive)
  }

  @Test func goodExchangesPass() throws {
    let judge = Judge(context: try TestSpec.full.get())
    let steps = ProbeEvidence(probe: "p", steps: [try evidence("plain"), try evidence("stream")])
    #expect(Judgement(deciding: judge.examine(steps, invocations: [])).verdict == .pass)
  }

  @Test func aCheckWhoseClaimIsNotMadeHasNothingToSay() throws {
    let judge = Judge(context: try bare)
    let steps = ProbeEvidence(
      probe: "p", steps: [try evidence("plain", [["set": "/json/usage/total_tokens", "to": 1]])])
    let outcomes = judge.outcomes(of: steps, invocations: [])
    #expect(outcomes.contains { $0.0 == "usage.total" && $0.1 == .notApplicable })
    #expect(outcomes.contains { $0.0 == "json.syntax" && $0.1 == .passed })
  }

  @Test func oneStepsDefectDoesNotExplainAnothers() throws {
    let judge = Judge(context: try TestSpec.full.get())
    let torn = try evidence(
      "stream", step: "first",
      [["set": "/ending", "to": "closedEarly"], ["set": "/terminator", "to": .null]])
    let endless = try evidence("stream", step: "second", [["set": "/terminator", "to": .null]])
    let outcomes = judge.examine(
      ProbeEvidence(probe: "p", steps: [torn, endless]), invocations: [])
    let findings = outcomes.flatMap { outcome -> [Finding] in
      if case .found(let findings) = outcome { return findings }
      return []
    }
    #expect(findings.map(\.check) == ["http.ending", "framing.terminator"])
    #expect(findings.map(\.place.step) == ["first", "second"])
    #expect(findings[0].entails == ["framing.terminator"])
  }

  /// A spec that promises nothing.
  private var bare: CheckContext {
    get throws {
      try CheckContext(
        spec: ProviderSpec(
          id: "bare", title: "Bare",
          location: SourceLocation(file: "t", line: 1, column: 1, pointer: JSONPointer()),
          service: Service(baseURL: nil, keyVariable: "K", model: "m", credentials: []),
          endpoints: [], claims: [], digest: ""))
    }
  }

  private func outcome(
    of check: CheckID, on evidence: Evidence, _ context: CheckContext
  ) throws -> CheckOutcome {
    let outcomes = Judge(context: context).outcomes(
      of: ProbeEvidence(probe: "p", steps: [evidence]), invocations: [])
    return try #require(outcomes.first { $0.0 == check }?.1)
  }

  @Test func aTimeOutAfterTheTerminatorIsTheClosingChecksBusiness() throws {
    let context = try TestSpec.full.get()
    let whole = try evidence("stream", [["set": "/ending", "to": "silence"]])
    #expect(try outcome(of: "http.ending", on: whole, context) == .notApplicable)
    let endless = try evidence(
      "stream", [["set": "/ending", "to": "silence"], ["set": "/terminator", "to": .null]])
    guard case .inconclusive = try outcome(of: "http.ending", on: endless, context) else {
      Issue.record("a stream without an end is not inconclusive")
      return
    }
  }

  @Test func aNameThatComesAfterAnEmptyOneIsTheFirst() throws {
    let context = try TestSpec.full.get()
    let names = "/choices/0/delta/tool_calls/0/function/name"
    let late: [JSONValue] = [
      ["set": .string("/chunks/0\(names)"), "to": ""],
      ["set": .string("/chunks/1\(names)"), "to": "get_weather"],
    ]
    let once = try evidence("stream-tools", late)
    #expect(try !outcome(of: "tools.stream", on: once, context).mentions("again"))
    let twice = try evidence(
      "stream-tools", late + [["set": .string("/chunks/4\(names)"), "to": "get_weather"]])
    #expect(try outcome(of: "tools.stream", on: twice, context).mentions("again"))
  }

  @Test func usageOnTheLastChunkMayBeWhatIsDocumented() throws {
    let context = try TestSpec.context(
      "openai",
      claims: [TestSpec.claim("chat.stream.usage.placement", ["accept": ["last-chunk"]])])
    let last = try evidence("stream-usage")
    #expect(try outcome(of: "usage.placement", on: last, context) == .passed)
  }

  @Test func aTagInTheAnswerIsToldThoughThePageIsSilent() throws {
    let tagged = try evidence(
      "plain-reasoning", [["set": "/json/choices/0/message/content", "to": "<think>a</think>b"]])
    let outcome = try self.outcome(of: "text.reasoning-separate", on: tagged, bare)
    guard case .found(let findings) = outcome else {
      Issue.record("nothing found: \(outcome)")
      return
    }
    #expect(findings.map(\.level) == [.should])
  }

  @Test func whatIsPublicIsAnsweredWithoutAKey() throws {
    let context = try TestSpec.context("flexai")
    let denied: [JSONValue] = [
      ["set": "/endpoint", "to": "catalogue"], ["set": "/method", "to": "GET"],
      ["set": "/status", "to": 401], ["set": "/expect", "to": "accepted"],
    ]
    let keyless: JSONValue = ["set": "/requestFields", "to": ["Authorization": .null]]
    let open = try evidence("models", denied + [keyless])
    guard case .found(let findings) = try outcome(of: "response.expectation", on: open, context)
    else {
      Issue.record("a public endpoint that asks for a key passes")
      return
    }
    #expect(findings.map(\.kind) == [.wronglyRejected])
    // With a key it may be the key that is wrong.
    let keyed = try evidence("models", denied)
    #expect(try outcome(of: "response.expectation", on: keyed, context) == .notApplicable)
    let elsewhere = try evidence(
      "models", denied + [keyless, ["set": "/endpoint", "to": "models"]])
    #expect(try outcome(of: "response.expectation", on: elsewhere, context) == .notApplicable)
  }

  @Test func anExcerptKeepsBothEndsOfWhatIsLong() {
    let short = String(repeating: "a", count: Excerpt.maximumLength)
    #expect(Excerpt.cut(short) == short)
    let cut = Excerpt.cut("begin" + short + "end")
    #expect(cut.count == Excerpt.maximumLength - 1)
    #expect(cut.hasPrefix("begin") && cut.hasSuffix("end") && cut.contains(" … "))
  }

  @Test func idsAreUniqueAndSayTheirFamily() {
    let cards = CheckRegistry.checks.map { $0.description }
    #expect(Set(cards.map(\.id)).count == cards.count)
    for card in cards {
      #expect(card.id.hasPrefix(card.family + "."), "\(card.id)")
      #expect(card.rule.hasSuffix("."), "\(card.id)")
      #expect(card.consequence.hasSuffix("."), "\(card.id)")
      #expect(card.source.section?.isEmpty == false, "\(card.id)")
    }
  }
}

extension CheckOutcome {
  /// Whether a finding's text holds a word.
  fileprivate func mentions(_ word: String) -> Bool {
    guard case .found(let findings) = self else { return false }
    return findings.contains { $0.actual.contains(word) }
  }
}
