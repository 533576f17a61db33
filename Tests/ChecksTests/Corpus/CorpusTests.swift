import Checks
import Conformance
import Testing
import WireFormats

/// The corpus of exchanges: what must be found is, and nothing else.
@Suite struct CorpusTests {
  private let context: CheckContext
  private let judge: Judge

  init() throws {
    context = try TestSpec.full.get()
    judge = Judge(context: context)
  }

  private func findings(_ evidence: Evidence) -> [Finding] {
    judge.examine(ProbeEvidence(probe: "test", steps: [evidence]), invocations: []).flatMap {
      outcome -> [Finding] in
      if case .found(let findings) = outcome { return findings }
      return []
    }
  }

  @Test(arguments: ExchangeCorpus.goodNames)
  func nothingIsFoundInGoodExchanges(_ name: String) throws {
    let value = try #require(ExchangeCorpus.good[name])
    let found = findings(try ExchangeFixture(value: value).evidence())
    #expect(found.isEmpty, "\(found.map(\.told).joined(separator: "\n"))")
  }

  @Test(arguments: ExchangeCorpus.legal)
  func legalSurprisesDoNotFail(_ test: ExchangeCorpus.Case) throws {
    let found = findings(try test.fixture().evidence())
    let worst: Level = test.value["warns"] == true ? .should : .may
    let accused = found.filter { $0.level > worst }
    #expect(accused.isEmpty, "\(accused.map(\.told).joined(separator: "\n"))")
    if worst == .should { #expect(found.contains { $0.level == .should }) }
  }

  @Test(arguments: ExchangeCorpus.broken)
  func whatIsBrokenIsFoundAndNothingElse(_ test: ExchangeCorpus.Case) throws {
    let evidence = try test.fixture().evidence()
    let found = findings(evidence)
    let told = found.map(\.told).joined(separator: "\n")
    #expect(found.count == test.expected.count, "\(told)")
    for expected in test.expected {
      #expect(
        found.contains { matches($0, expected, evidence) },
        "not found: \(expected.serialized())\n\(told)")
    }
  }

  private func matches(_ finding: Finding, _ expected: JSONValue, _ evidence: Evidence) -> Bool {
    let place = finding.place
    guard finding.check == expected["check"]?.string,
      place.event == expected["event"]?.int,
      place.pointer?.description == expected["pointer"]?.string,
      place.field == expected["field"]?.string,
      finding.level.rawValue == expected["level"]?.string ?? "must"
    else { return false }
    if let kind = expected["kind"]?.string, finding.kind.rawValue != kind { return false }
    if let text = expected["says"]?.string, !"\(finding.expected) \(finding.actual)".contains(text)
    {
      return false
    }
    if let entails = expected["entails"]?.array?.compactMap(\.string),
      finding.entails.sorted() != entails.sorted()
    {
      return false
    }
    if expected["entails"] == nil, expected["alone"] != false, !finding.entails.isEmpty {
      return false
    }
    // The offset, by the bytes that stand there or by its distance from the end.
    if let text = expected["at"]?.string {
      guard let offset = place.offset, offset <= evidence.exchange.body.count else { return false }
      return evidence.exchange.body[offset...].starts(with: text.utf8)
    }
    if expected["atEnd"] == true { return place.offset == evidence.exchange.body.count }
    return true
  }

  /// Three tests for each check (conforming, broken, not applicable) are rows of the corpus.
  @Test func everyCheckIsSeenInEveryState() throws {
    var states: [CheckID: Set<String>] = [:]
    func look(_ evidence: Evidence) {
      let probe = ProbeEvidence(probe: "test", steps: [evidence])
      for (id, outcome) in judge.outcomes(of: probe, invocations: []) {
        states[id, default: []].insert(outcome.state)
      }
    }
    for name in ExchangeCorpus.goodNames {
      look(try ExchangeFixture(value: try #require(ExchangeCorpus.good[name])).evidence())
    }
    for test in ExchangeCorpus.broken { look(try test.fixture().evidence()) }
    for check in CheckRegistry.checks {
      let id = check.description.id
      let missing = Set(["passed", "found", "notApplicable"]).subtracting(states[id] ?? [])
      #expect(missing.isEmpty, "\(id): \(missing.sorted().joined(separator: ", "))")
    }
  }

  /// A finding's offset is where the pointed-to value's bytes stand in the body.
  @Test func offsetsPointAtTheValue() throws {
    for test in ExchangeCorpus.broken {
      let evidence = try test.fixture().evidence()
      for finding in findings(evidence) {
        let place = finding.place
        #expect(
          place.offset != nil || place.field != nil, "\(test.testDescription): \(finding.told)")
        guard let offset = place.offset else { continue }
        #expect((0...evidence.exchange.body.count).contains(offset), "\(test.testDescription)")
        guard let pointer = place.pointer, let number = place.event,
          let event = evidence.stream?.events.first(where: { $0.number == number }),
          event.event.dataLineCount == 1,
          let range = JSONDocument.byteRange(of: pointer, in: event.event.rawData)
        else { continue }
        #expect(
          evidence.exchange.body[offset...].starts(with: event.event.rawData[range]),
          "\(test.testDescription): \(finding.told)")
      }
    }
  }
}

extension Finding {
  /// The finding as a failed test shows it.
  var told: String {
    "\(check) [\(level.rawValue), \(kind.rawValue)] \(summary) entails \(entails)"
  }
}

extension CheckOutcome {
  var state: String {
    switch self {
    case .notApplicable: "notApplicable"
    case .passed: "passed"
    case .found: "found"
    case .inconclusive: "inconclusive"
    case .unsupported: "unsupported"
    }
  }
}
