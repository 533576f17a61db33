import Conformance
import Running
import Testing

@Suite struct BaselineTests {
  static let text = """
    {"deviations": [
      {"probe": "chat.stream*", "check": "framing.terminator", "reason": "ticket 7",
       "link": "https://example.com/7", "expires": "2027-01-31"},
      {"probe": "chat.plain", "check": "usage.total", "reason": "being fixed"}
    ]}
    """

  static func baseline() throws -> Baseline {
    try Baseline(parsing: Array(text.utf8), name: "baseline.json")
  }

  static func broken(_ id: ProbeID, _ checks: CheckID...) -> ProbeResult {
    SampleResults.result(id, .fail, checks.map { SampleResults.finding($0) })
  }

  @Test func whatIsKnownIsMarked() throws {
    let applied = try Self.baseline().apply(
      to: [
        Self.broken("chat.stream.plain", "framing.terminator"),
        Self.broken("chat.plain", "usage.total"),
      ],
      today: "2026-11-21", isStrict: false)
    #expect(applied.results.allSatisfy { $0.knownDeviation != nil })
    #expect(applied.stale.isEmpty)
  }

  @Test func oneUnknownFindingKeepsTheFailure() throws {
    let applied = try Self.baseline().apply(
      to: [Self.broken("chat.plain", "usage.total", "completion.schema")], today: "2026-11-21",
      isStrict: false)
    #expect(applied.results[0].knownDeviation == nil)
  }

  @Test func whatNoLongerOccursIsStaleButNotWhatWasNotJudged() throws {
    let fixed = try Self.baseline().apply(
      to: [
        SampleResults.result("chat.plain", .pass),
        SampleResults.result("chat.stream.plain", .error),
      ], today: "2026-11-21", isStrict: false)
    #expect(fixed.stale.map(\.probe) == ["chat.plain"])
  }

  @Test func anExpiredEntryCoversNothing() throws {
    let applied = try Self.baseline().apply(
      to: [Self.broken("chat.stream.plain", "framing.terminator")], today: "2027-02-01",
      isStrict: false)
    #expect(applied.results[0].knownDeviation == nil)
    let lastDay = try Self.baseline().apply(
      to: [Self.broken("chat.stream.plain", "framing.terminator")], today: "2027-01-31",
      isStrict: false)
    #expect(lastDay.results[0].knownDeviation != nil)
  }

  @Test func aWarningIsCoveredOnlyWhereItFails() throws {
    let warned = SampleResults.result(
      "chat.plain", .warn, [SampleResults.finding("usage.total", level: .should)])
    let baseline = try Self.baseline()
    #expect(
      baseline.apply(to: [warned], today: "2026-11-21", isStrict: false).results[0].knownDeviation
        == nil)
    #expect(
      baseline.apply(to: [warned], today: "2026-11-21", isStrict: true).results[0].knownDeviation
        != nil)
  }

  @Test func updatingKeepsReasonsAndDropsWhatIsGone() throws {
    let updated = try Self.baseline().updated(
      from: [
        Self.broken("chat.plain", "usage.total"), Self.broken("models.list", "models.schema"),
      ],
      isStrict: false, reason: "accepted")
    #expect(updated.deviations.map(\.reason) == ["being fixed", "accepted"])
    #expect(try Baseline(parsing: Array(updated.text.utf8), name: "again") == updated)
  }

  @Test(arguments: [
    ("{}", "deviations"), (#"{"deviations": [{"probe": "a", "check": "b"}]}"#, "reason"),
    (#"{"deviations": [{"probe": "a", "check": "b", "reason": "c", "until": "d"}]}"#, "until"),
    (
      #"{"deviations": [{"probe": "a", "check": "b", "reason": "c", "expires": "soon"}]}"#, "soon"
    ), (#"{"deviations": [], "deviations": []}"#, "twice"), ("[", "not JSON"),
  ]) func aMalformedFileIsOneClearError(text: String, phrase: String) {
    let error = #expect(throws: SpecError.self) {
      try Baseline(parsing: Array(text.utf8), name: "baseline.json")
    }
    #expect(error?.description.contains(phrase) == true)
    #expect(error?.description.hasPrefix("baseline.json:1:") == true)
  }
}
