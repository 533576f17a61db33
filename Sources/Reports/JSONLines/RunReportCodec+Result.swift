import Conformance
import WireFormats

extension RunReportCodec {
  static func result(_ result: ProbeResult) -> JSONValue {
    let judgement = result.judgement
    return JSONRecord([
      "type": "result", "id": .string(result.probe.id),
      "standing": .string(Standing(of: result).rawValue),
      "verdict": .string(judgement.verdict.rawValue), "kind": .optional(judgement.kind?.rawValue),
      "reason": .optional(judgement.reason), "findings": .list(judgement.findings.map(finding)),
      "samples": result.samples.map {
        ["passed": .integer($0.passed), "total": .integer($0.total)]
      },
      "knownDeviation": result.knownDeviation.map(deviation), "probe": probe(result.probe),
      "attempts": .list(result.attempts.map(attempt)),
    ]).value
  }

  static func readResult(_ node: RecordNode) throws(ReportError) -> ProbeResult {
    var findings: [Finding] = []
    for item in try node.items("findings") { findings.append(try readFinding(item)) }
    var attempts: [ProbeResult.Attempt] = []
    for item in try node.items("attempts") { attempts.append(try readAttempt(item)) }
    var samples: ProbeResult.SampleCount?
    if let count = try node.optional("samples") {
      samples = .init(passed: try count.int("passed"), total: try count.int("total"))
    }
    var known: KnownDeviation?
    if let item = try node.optional("knownDeviation") { known = try readDeviation(item) }
    let result = ProbeResult(
      probe: try readProbe(node.member("probe"), id: node.string("id")),
      judgement: Judgement(
        verdict: try node.word("verdict"), kind: try node.optionalWord("kind"),
        reason: try node.optionalString("reason"), findings: findings),
      attempts: attempts, samples: samples, knownDeviation: known)
    let standing = try node.string("standing")
    let truth = Standing(of: result).rawValue
    guard standing == truth else {
      throw node.error(at: "standing", .contradiction(says: standing, is: truth))
    }
    return result
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    let place = finding.place
    return JSONRecord([
      "check": .string(finding.check), "level": .string(finding.level.rawValue),
      "kind": .string(finding.kind.rawValue),
      "place": JSONRecord([
        "step": .string(place.step), "attempt": .optional(place.attempt),
        "offset": .optional(place.offset),
        "event": .optional(place.event), "pointer": .optional(place.pointer?.description),
        "field": .optional(place.field),
      ]).value,
      "expected": .string(finding.expected), "actual": .string(finding.actual),
      "consequence": .string(finding.consequence), "claim": .optional(finding.claim),
      "source": citation(finding.source), "entails": .list(finding.entails),
    ]).value
  }

  private static func readFinding(_ node: RecordNode) throws(ReportError) -> Finding {
    let place = try node.member("place")
    return Finding(
      check: try node.string("check"), level: try node.word("level"), kind: try node.word("kind"),
      place: Finding.Place(
        step: try place.string("step"), attempt: try place.optionalInt("attempt"),
        offset: try place.optionalInt("offset"),
        event: try place.optionalInt("event"),
        pointer: try place.optional("pointer") == nil ? nil : try place.pointer("pointer"),
        field: try place.optionalString("field")),
      expected: try node.string("expected"), actual: try node.string("actual"),
      consequence: try node.string("consequence"), claim: try node.optionalString("claim"),
      source: try readCitation(node.member("source")), entails: try node.strings("entails"))
  }

  private static func citation(_ citation: Citation) -> JSONValue {
    JSONRecord([
      "title": .string(citation.title), "url": .optional(citation.url),
      "section": .optional(citation.section), "read": .optional(citation.read),
      "provenance": .string(citation.provenance.rawValue),
    ]).value
  }

  private static func readCitation(_ node: RecordNode) throws(ReportError) -> Citation {
    Citation(
      title: try node.string("title"), url: try node.optionalString("url"),
      section: try node.optionalString("section"), read: try node.optionalString("read"),
      provenance: try node.word("provenance"))
  }
}
