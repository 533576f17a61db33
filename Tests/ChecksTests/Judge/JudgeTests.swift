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
    let spec = ProviderSpec(
      id: "bare", title: "Bare",
      location: SourceLocation(file: "t", line: 1, column: 1, pointer: JSONPointer()),
      service: Service(baseURL: nil, keyVariable: "K", model: "m", credentials: []), endpoints: [],
      claims: [], digest: "")
    let judge = Judge(context: try CheckContext(spec: spec))
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
