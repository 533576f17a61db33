import Conformance
import Planning
import Testing
import WireFormats

/// What probes expect, and how binding it is, follows from what the page says.
@Suite struct ProbeExpectationTests {
  private static func expectation(_ id: ProbeID, flags: String, claims: String = "{}") throws
    -> Conformance.Expectation?
  {
    let spec = try SampleSpec.spec(
      parameters: """
        "top_k": {"schema": {"type": "integer", "minimum": 1}, \(flags) "cite": "page: all"}
        """, claims: claims)
    return try Planner(spec: spec, scenarios: ScenarioLibrary()).plan(
      PlanOptions(profile: .full)
    ).entries.first { $0.probe.id == id }?.probe.steps[0].expectation
  }

  @Test func aRangeIsMustInsideAndShouldBeyond() throws {
    #expect(
      try Self.expectation("chat.top_k.at-minimum", flags: "") == .accepted(level: .must))
    #expect(
      try Self.expectation("chat.top_k.below-minimum", flags: "")
        == .rejected(statuses: [], level: .should))
  }

  @Test func aPromisedRejectionIsMust() throws {
    #expect(
      try Self.expectation("chat.top_k.below-minimum", flags: #""rejectsOutOfRange": true,"#)
        == .rejected(statuses: [], level: .must))
  }

  @Test func aConditionalParameterMayBeRefused() throws {
    #expect(
      try Self.expectation("chat.top_k.at-minimum", flags: #""conditional": true,"#)
        == .accepted(level: .must, orRefused: true))
  }

  @Test func anIgnoredParameterAccusesNobody() throws {
    #expect(
      try Self.expectation("chat.top_k.below-minimum", flags: #""ignoredWhereUnsupported": true,"#)
        == .rejected(statuses: [], level: .may))
  }

  @Test func aWeakerClaimBindsLess() throws {
    #expect(
      try Self.expectation("chat.top_k.at-minimum", flags: #""level": "should","#)
        == .accepted(level: .should))
  }

  @Test func documentedStatusesAreExpected() throws {
    let claims = """
      {"errors.status": {"says": "…", "value": {"invalid-request": [400, 422]}, "cite": "page: all"}}
      """
    #expect(
      try Self.expectation("chat.top_k.below-minimum", flags: "", claims: claims)
        == .rejected(statuses: [400, 422], level: .should))
    #expect(
      try Self.expectation("chat.messages.missing", flags: "", claims: claims)
        == .rejected(statuses: [400, 422], level: .must))
  }

  @Test func nullIsOnlyReportedUnlessDocumented() throws {
    #expect(try Self.expectation("chat.top_k.null", flags: "") == .any)
  }

  @Test func aWaivedClaimIsNotTried() throws {
    let flags = #""waived": {"minimum": "why not"},"#
    #expect(try Self.expectation("chat.top_k.below-minimum", flags: flags) == nil)
    #expect(try Self.expectation("chat.top_k.non-integral", flags: flags) != nil)
  }
}
