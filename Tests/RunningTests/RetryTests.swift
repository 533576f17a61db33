import Conformance
import Testing

@testable import Running

@Suite struct RetryTests {
  static func attempt(_ status: Int, _ fields: HeaderFields = [:], number: Int = 1)
    -> ProbeResult.Attempt
  {
    let origin = HTTPOrigin(scheme: "http", host: "localhost", basePath: "/v1")
    return ProbeResult.Attempt(
      step: "request", number: number,
      exchange: HTTPExchange(
        request: HTTPRequest(method: "POST", origin: origin, target: "/v1"),
        response: HTTPResponseHead(status: status, fields: fields),
        startedAt: 784_111_770_000))
  }

  static let policy = RetryPolicy(options: RunOptions(retries: 2, longestWait: 20))

  @Test func honoursRetryAfterInSecondsAndAsDate() {
    #expect(
      Self.policy.delay(
        after: Self.attempt(429, ["Retry-After": "7"]), isExpected: false, jitter: 0)
        == 7)
    let date: HeaderFields = [
      "Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT", "Date": "Sun, 06 Nov 1994 08:49:30 GMT",
    ]
    #expect(Self.policy.delay(after: Self.attempt(503, date), isExpected: false, jitter: 0) == 7)
    let without: HeaderFields = ["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"]
    #expect(Self.policy.delay(after: Self.attempt(503, without), isExpected: false, jitter: 0) == 7)
  }

  @Test func givesUpWhereTheWaitIsTooLongOrTheTriesAreSpent() {
    #expect(
      Self.policy.delay(
        after: Self.attempt(429, ["Retry-After": "21"]), isExpected: false, jitter: 0)
        == nil)
    #expect(
      Self.policy.delay(after: Self.attempt(429, number: 3), isExpected: false, jitter: 0) == nil)
  }

  @Test func neverRepeatsWhatIsJudged() {
    for status in [200, 400, 401, 404, 500, 502] {
      #expect(Self.policy.delay(after: Self.attempt(status), isExpected: false, jitter: 0) == nil)
    }
    #expect(Self.policy.delay(after: Self.attempt(429), isExpected: true, jitter: 0) == nil)
  }

  @Test func repeatsAConnectionLostBeforeTheFirstByteOnly() {
    var lost = Self.attempt(200)
    lost.exchange?.response = nil
    lost.exchange?.ending = .reset
    #expect(Self.policy.delay(after: lost, isExpected: false, jitter: 0) != nil)
    var cut = Self.attempt(200)
    cut.exchange?.ending = .reset
    #expect(Self.policy.delay(after: cut, isExpected: false, jitter: 0) == nil)
  }

  @Test(arguments: [
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
    ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
  ]) func readsDates(text: String, seconds: Double) {
    #expect(HTTPDate.seconds(since1970: text) == seconds)
  }

  @Test(arguments: [
    "", "tomorrow", "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
  ])
  func refusesOtherDates(text: String) {
    #expect(HTTPDate.seconds(since1970: text) == nil)
  }

  @Test func aMixOfSamplesIsInconsistentAndNeverAveraged() {
    let samples = [
      SampleResults.result("a", .pass),
      SampleResults.result("a", .fail, [SampleResults.finding("x")]),
      SampleResults.result("a", .pass),
    ]
    let folded = SampleFold.fold(samples[0], samples[1...])
    #expect(folded.judgement.verdict == .fail)
    #expect(folded.samples == ProbeResult.SampleCount(passed: 2, total: 3))
    #expect(folded.judgement.reason?.contains("inconsistent: 2/3") == true)
  }
}
