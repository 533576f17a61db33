import Conformance
import WireFormats

extension RunReportCodec {
  static func header(_ header: RunReport.Header) -> JSONValue {
    JSONRecord([
      "type": "header", "format": .string(format), "version": .integer(version),
      "spec": .string(header.spec), "title": .string(header.title),
      "specFile": .string(header.specFile), "specDigest": .string(header.specDigest),
      "model": .string(header.model), "mode": .string(header.mode.rawValue),
      "profile": .string(header.profile.rawValue), "tool": .string(header.version),
      "command": .string(header.command), "timestamp": .optional(header.timestamp),
      "strict": .bool(header.isStrict),
    ]).value
  }

  static func readHeader(_ node: RecordNode) throws(ReportError) -> RunReport.Header {
    let name = try node.string("format")
    guard name == format else { throw node.error(at: "format", .otherFormat(name)) }
    let number = try node.int("version")
    guard number == version else { throw node.error(at: "version", .otherVersion(number)) }
    return RunReport.Header(
      spec: try node.string("spec"), title: try node.string("title"),
      specFile: try node.string("specFile"), specDigest: try node.string("specDigest"),
      model: try node.string("model"), mode: try node.word("mode"),
      profile: try node.word("profile"), version: try node.string("tool"),
      command: try node.string("command"), timestamp: try node.optionalString("timestamp"),
      isStrict: try node.bool("strict"))
  }

  static func footer(of report: RunReport) -> JSONValue {
    JSONRecord([
      "type": "footer", "results": .integer(report.results.count),
      "counts": counts(of: report.results),
      "stale": .array(report.staleDeviations.map(deviation)),
      "interrupted": .bool(report.isInterrupted), "outcome": .string(report.outcome.word),
      "exitCode": .integer(Int(report.outcome.rawValue)),
    ]).value
  }

  /// Reads a footer and holds it against the results.
  static func readFooter(_ node: RecordNode, header: RunReport.Header, results: [ProbeResult])
    throws(ReportError) -> RunReport
  {
    var stale: [KnownDeviation] = []
    for item in try node.items("stale") { stale.append(try readDeviation(item)) }
    let report = RunReport(
      header: header, results: results, staleDeviations: stale,
      isInterrupted: try node.bool("interrupted"))
    let count = try node.int("results")
    guard count == results.count else {
      throw node.error(
        at: "results", .contradiction(says: String(count), is: String(results.count)))
    }
    let counts = try node.member("counts").value
    guard counts == self.counts(of: results) else {
      throw node.error(
        at: "counts",
        .contradiction(says: counts.serialized(), is: self.counts(of: results).serialized()))
    }
    let outcome = try node.string("outcome")
    guard outcome == report.outcome.word else {
      throw node.error(at: "outcome", .contradiction(says: outcome, is: report.outcome.word))
    }
    return report
  }

  private static func counts(of results: [ProbeResult]) -> JSONValue {
    let standings = results.map { Standing(of: $0) }
    return .object(
      JSONObject(
        Standing.allCases.map { standing in
          .init(
            name: standing.rawValue, value: .integer(standings.count { $0 == standing }))
        }))
  }

  static func deviation(_ deviation: KnownDeviation) -> JSONValue {
    JSONRecord([
      "probe": .string(deviation.probe), "check": .string(deviation.check),
      "reason": .string(deviation.reason), "link": .optional(deviation.link),
      "expires": .optional(deviation.expires),
    ]).value
  }

  static func readDeviation(_ node: RecordNode) throws(ReportError) -> KnownDeviation {
    KnownDeviation(
      probe: try node.string("probe"), check: try node.string("check"),
      reason: try node.string("reason"), link: try node.optionalString("link"),
      expires: try node.optionalString("expires"))
  }
}

extension RunReport.Outcome {
  /// The outcome as a word.
  var word: String {
    switch self {
    case .conforms: "conforms"
    case .deviates: "deviates"
    case .incomplete: "incomplete"
    case .interrupted: "interrupted"
    }
  }
}
