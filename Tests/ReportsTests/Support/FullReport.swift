import Conformance
import WireFormats

/// A result in which no member has its default, and every case of every choice occurs.
enum FullReport {
  static var result: ProbeResult {
    let endings: [HTTPExchange.Ending] = [
      .complete, .closedEarly, .reset, .timedOut(.firstByte), .timedOut(.silence),
      .timedOut(.whole), .tooLarge(limit: 64), .malformed,
    ]
    return ProbeResult(
      probe: probe,
      judgement: Judgement(
        verdict: .fail, kind: .silentlyIgnored, reason: "why", findings: [finding]),
      attempts: endings.enumerated().map { number, ending in
        .init(
          step: "first", number: number + 1, exchange: exchange(ending),
          failure: TransportError(kind: .sendFailed, message: "half sent"))
      } + [.init(step: "second", exchange: nil)],
      samples: .init(passed: 2, total: 5),
      knownDeviation: KnownDeviation(
        probe: "a.*", check: "x", reason: "y", link: "https://z.test", expires: "2027-01-01"))
  }

  private static var probe: Probe {
    Probe(
      id: "a.b.c", title: "title", claims: ["a.b", "a.c"], level: .should, profile: .full,
      steps: [
        ProbeStep(
          name: "first", endpoint: "models", method: "DELETE", path: "/nowhere",
          pathModel: "other",
          body: .json([
            "a": .array([.null, .decimal("1.0") ?? 0, .decimal("-1e400") ?? 0, true]),
            "$from": ["x": ""],
          ]),
          fields: [.init(name: "X-A", value: "b"), .init(name: "Accept", value: nil)],
          credentials: .absent, expectation: .accepted(level: .may, orRefused: true)),
        ProbeStep(
          name: "second", body: .raw([0xFF, 0]), credentials: .wrong,
          expectation: .rejected(statuses: [400, 422], level: .should)),
        ProbeStep(name: "third", body: .none, expectation: .any),
        ProbeStep(name: "fourth", body: .json(.null), expectation: .any),
        ProbeStep(name: "fifth", body: .raw(Array("{".utf8)), expectation: .any),
      ],
      checks: [CheckInvocation(check: "outcome.x", arguments: ["a": [1, "b"]])],
      prerequisites: ["a.a"], dependsOnSampling: true,
      location: SourceLocation(file: "f.json", line: 3, column: 4, pointer: "/a~1b/0"),
      cost: .init(requests: 5, promptTokens: 6, outputTokens: 7))
  }

  private static var finding: Finding {
    Finding(
      check: "x.y", level: .may, kind: .wronglyAccepted,
      place: .init(
        step: "first", attempt: 1, offset: 3, event: 4, pointer: "/a~1b/~0", field: "x-f"),
      expected: "e", actual: "a", consequence: "c", claim: "a.b",
      source: Citation(
        title: "t", url: "https://u.test", section: "s", read: "2026-01-02",
        provenance: .thirdParty),
      entails: ["x.z"])
  }

  private static func exchange(_ ending: HTTPExchange.Ending) -> HTTPExchange {
    HTTPExchange(
      request: SampleReport.request("{}"),
      interim: [
        HTTPResponseHead(version: "HTTP/1.0", status: 103, reason: "Early", fields: ["a": ""])
      ],
      response: HTTPResponseHead(
        version: "HTTP/1.1", status: 500, reason: "", fields: ["B": "1", "b": "2"]),
      body: [0xC3, 0x28, 0x0A],
      reads: [
        .init(milliseconds: 0.1, byteCount: 1), .init(milliseconds: 1e-9, byteCount: 2),
      ], trailers: ["T": "v"],
      irregularities: [.init(kind: "bare-line-feed", offset: 9, detail: "d")], ending: ending,
      firstByteMilliseconds: 0.05, totalMilliseconds: 123456.789, startedAt: 1_763_683_200_123)
  }
}
