import Behaviour
import Conformance
import Testing
import WireFormats

/// What is compared with what.
@Suite struct ComparisonTests {
  @Test(arguments: [
    ("0.000", "0", "0"), ("1.0", "1", "1"), ("5e-1", "0.5", "0.5"), ("0.50", "0.5", "0.5"),
    ("1e400", "1e400", "1e400"),
  ]) func aNumberIsOneValueHoweverItIsSpelled(mine: String, theirs: String, key: String) {
    let told = Answered.diff(
      [Answered(probe: "a", members: #""temperature":\#(mine)"#)],
      [
        Answered(
          probe: "b", members: #""temperature":\#(theirs)"#, status: 400,
          body: Answered.refusal())
      ])
    #expect(told.map(\.key) == ["parameter.chat.temperature=\(key)"])
    #expect(told.first?.impact == .breaks)
  }

  static func stream(_ probe: String, role: Bool = true, content: String = "") -> Answered {
    Answered(
      probe: probe, members: #""stream":true"#,
      body: Answered.stream(role: role ? #""role":"assistant","# : "", content: content))
  }

  /// The left refuses what the right answers oddly: the odd answer does not stand for the right.
  @Test func probesThatBothHaveAreComparedFirst() {
    let odd = "bad_stream_and_n0"
    let told = Answered.diff(
      [Answered(probe: odd, members: #""n":0"#, status: 400, body: Answered.refusal())]
        + ["p", "q"].map { Self.stream($0) },
      [Self.stream(odd, role: false)] + ["p", "q"].map { Self.stream($0) })
    #expect(!told.contains { $0.key.hasPrefix("stream.") }, "\(told.map(\.key))")
  }

  @Test func theUsualSightingStandsForAProvider() {
    let runs = [
      (["rare", "b", "c"], "first-chunk"), (["b", "rare"], "first-chunk"), (["rare", "b"], "none"),
    ]
    for (probes, usual) in runs {
      let side = Answered.run("x", probes.map { Self.stream($0, role: $0 != "rare") })
      let seen = BehaviourProfile(of: side.report).observation("stream.role.placement")
      #expect(seen?.value.string == usual, "\(probes)")
    }
  }

  /// That the order of the plans differs is no difference.
  @Test func plansInAnotherOrderCompareAlike() {
    let probes = [Self.stream("p"), Self.stream("q", role: false)]
    #expect(Answered.diff(probes, probes.reversed()).isEmpty)
  }

  /// One probe that looks for the effect is not outvoted by many that do not.
  @Test func whatIsIgnoredIsToldOfManyThatAccept() {
    let plain = ["a", "b", "c"].map { Answered(probe: $0, members: #""seed":11"#) }
    let looked = Answered(probe: "d", members: #""seed":11"#)
    var result = looked.result
    result.judgement.findings = [
      Finding(
        check: "outcome.seed", level: .should, kind: .silentlyIgnored,
        place: .init(step: "request"), expected: "a", actual: "b", consequence: "c",
        source: Citation(title: "A page", provenance: .page))
    ]
    let profile = BehaviourProfile(provider: "x", results: plain.map(\.result) + [result])
    #expect(profile.observation("parameter.chat.seed=11")?.value == "accepted, ignored")
  }

  /// What a request for a model that does not exist meets says nothing of its other members.
  @Test func aRequestForAnotherModelIsAboutTheModel() {
    let usual = ["a", "b"].map { Answered(probe: $0) }
    let other = Answered(
      probe: "x/stream_and_model_unknown", members: #""stream":true"#, model: #""none""#,
      body: Answered.stream(role: ""))
    var refused = other
    refused.status = 400
    refused.body = Answered.refusal()
    #expect(
      Answered.diff(usual + [other], usual + [refused]).map(\.key)
        == ["reaction.stream_and_model_unknown"])
  }

  @Test func aCaptureAboutCredentialsIsAuthenticationWhateverTheStatus() {
    let told = Answered.diff(
      [
        Answered(
          probe: "x/auth_not_bearer", status: 401, body: Answered.refusal("authentication_error"))
      ],
      [Answered(probe: "y/auth_not_bearer", status: 400, body: Answered.refusal("no_connection"))])
    #expect(told.map(\.key) == ["errors.authentication.type", "reaction.auth_not_bearer"])
  }

  @Test(arguments: [
    // The left answered nothing that the rule speaks of.
    (501, Answered.refusal(), "embeddings.encoding", false),
    (200, Answered.completion, "embeddings.encoding", true),
    // A refusal keeps the rule that a failure has no success status, and what holds for all answers.
    (400, Answered.refusal(), "errors.in-success", true),
    (400, Answered.refusal(), "response.expectation", true),
    (400, Answered.refusal(), "usage.total", false),
    // A plain body keeps no rule about chunks.
    (200, Answered.completion, "chunks.id", false),
    (200, Answered.stream(role: ""), "chunks.id", true),
  ]) func aRuleIsKeptByAnAnswerThatItSpeaksOf(
    status: Int, body: String, check: CheckID, isTold: Bool
  ) {
    let right =
      check.hasPrefix("chunks.") ? Answered.stream(role: "") : Answered.completion
    let told = Answered.diff(
      [
        Answered(
          probe: "p", members: #""stream":true"#, status: status, body: body,
          broken: status == 501 ? ["response.expectation"] : [])
      ], [Answered(probe: "p", members: #""stream":true"#, body: right, broken: [check])])
    #expect(told.contains { $0.key == "rule.\(check)" } == isTold, "\(told.map(\.key))")
  }

  /// `stop` as text: one was sent "END", the other "text".
  @Test(arguments: [
    ("chat.stop.wrong-type.string", #""text""#, ["parameter.chat.stop=<string>"]),
    // What was refused may be wrong in itself.
    ("chat.stop.too-long", #""text""#, []),
    // Another type.
    ("chat.stop.wrong-type.number", "7", []),
    // The same value: its own key tells it.
    ("chat.stop.wrong-type.string", #""END""#, [#"parameter.chat.stop="END""#]),
  ]) func typesAreComparedWhereValuesDiffer(probe: String, value: String, keys: [String]) {
    let told = Answered.diff(
      [Answered(probe: "a", members: #""stop":"END""#)],
      [
        Answered(
          probe: probe, members: #""stop":\#(value)"#, status: 400, body: Answered.refusal())
      ])
    #expect(told.map(\.key) == keys)
    #expect(told.allSatisfy { $0.impact == .breaks })
  }

  /// Whose answers are cut where no limit is given, though the other side was not asked.
  @Test func aDefaultLimitIsToldThoughTheLeftWasNotAsked() {
    let cut =
      #"{"id":"c-1","object":"chat.completion","created":1767225600,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":16,"total_tokens":17}}"#
    var omitted = Answered(probe: "chat.max_tokens.default", body: cut).result
    omitted.probe.steps[0].name = "omitted"
    omitted.attempts[0].step = "omitted"
    var right = Answered.run("right", [])
    right = .init(name: "right", report: RunReport(header: right.report.header, results: [omitted]))
    let told = BehaviourDiff(Answered.run("left", [Answered(probe: "a")]), right).differences
    let row = told.first { $0.key == "default.chat.max_tokens" }
    #expect(row?.left == "not asked")
    #expect(row?.right == 16)
    #expect(BehaviourDiff(right, right).differences.isEmpty)
  }

  @Test func anEmptyModelAndReasoningByChanceAreNoDifference() {
    let reasoned = Answered.completion.replacing(
      #""refusal":null"#, with: #""refusal":null,"reasoning_content":"Hm""#)
    let told = Answered.diff(
      [Answered(probe: "a"), Answered(probe: "b")],
      [
        Answered(probe: "a", model: #""""#, body: reasoned),
        Answered(probe: "b", model: #""""#, body: reasoned),
      ])
    #expect(told.isEmpty, "\(told.map(\.key))")
  }

  @Test(arguments: [
    ("60s", "duration"), ("1m30.5s", "duration"), ("17ms", "duration"), ("60", "seconds"),
    ("0.5", "seconds"), ("1767225660", "epoch seconds"), ("1767225660000", "epoch milliseconds"),
    ("soon", "other"),
  ]) func theFormOfAResetIsObserved(value: String, form: String) {
    let side = Answered.run(
      "x", [Answered(probe: "a", fields: ["X-RateLimit-Reset-Requests": value])])
    let seen = BehaviourProfile(of: side.report).observation("headers.rate-limit.reset")
    #expect(seen?.value == [.string(form)])
  }

  @Test(arguments: [
    ("parameter.chat.n=2", "failed 500", "accepted", Impact.cosmetic),
    ("parameter.chat.n=2", "failed 500", "accepted, ignored", .surprises),
    ("parameter.chat.n=2", "failed 500", "rejected 400", .surprises),
    ("parameter.chat.n=2", "rejected 400", "accepted", .surprises),
    ("parameter.chat.n=2", "accepted", "failed 500", .breaks),
    ("parameter.chat.n=2", "rejected 400", "accepted with an error", .breaks),
    ("errors.x.code", "number", "string", .cosmetic),
    ("errors.x.code", "null", "string", .surprises),
    ("errors.x.code", "string", "number", .breaks),
  ]) func whatIsMendedBreaksNobody(key: String, left: String, right: String, impact: Impact) {
    let family = BehaviourKey(key, "A key", values: "any", impact: .breaks)
    #expect(family.impact(from: .string(left), to: .string(right)) == impact)
  }
}
