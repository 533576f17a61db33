import Conformance
import WireFormats

/// SARIF 2.1.0 for code scanning: every finding is a result on the line of the spec whose claim
/// broke. What could not be judged is a notification, not a result.
enum SARIFReport {
  static func render(_ subject: ReportSubject) -> String {
    let report = subject.report
    let rules = Rules(of: subject)
    let results = report.results.flatMap { result in
      FindingDetail.all(of: result, in: subject).map {
        self.result($0, of: result, rules: rules)
      }
    }
    let run = JSONRecord([
      "tool": [
        "driver": [
          "name": "assay", "version": .string(report.header.version),
          "rules": .array(rules.descriptors),
        ]
      ],
      "automationDetails": ["id": .string("assay/\(report.header.spec)/")],
      "invocations": [invocation(of: subject)],
      "columnKind": "utf16CodeUnits",
      "results": .array(results + report.staleDeviations.map { stale($0, report, rules) }),
      "properties": [
        "provider": .string(report.header.title), "model": .string(report.header.model),
        "specDigest": .string(report.header.specDigest),
        "mode": .string(report.header.mode.rawValue),
        "profile": .string(report.header.profile.rawValue),
      ],
    ])
    let log: JSONValue = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [run.value],
    ]
    return JSONText.inertPretty(log) + "\n"
  }

  private static func result(_ detail: FindingDetail, of result: ProbeResult, rules: Rules)
    -> JSONValue
  {
    let finding = detail.finding
    let text = [
      "\(result.probe.id): \(finding.summary)".clipped(to: 2000), finding.consequence,
    ]
    return JSONRecord([
      "ruleId": .string(finding.check), "ruleIndex": .optional(rules.index(of: finding.check)),
      "level": .string(level(finding.level)),
      "message": ["text": .string(text.map { VisibleText.visible($0) }.joined(separator: "\n"))],
      "locations": [location(result.probe.location, probe: result.probe.id)],
      "partialFingerprints": ["assayFinding/v1": .string(fingerprint(of: finding, result))],
      "suppressions": result.knownDeviation.map { known in
        [["kind": "external", "justification": .string(known.reason.clipped(to: 2000))]]
      },
      "properties": [
        "kind": .string(finding.kind.rawValue), "verdict": .string(Standing(of: result).rawValue),
        "place": .string(detail.place),
      ],
    ]).value
  }

  /// What stays the same from run to run, so that a result keeps its identity: no offset, no value.
  private static func fingerprint(of finding: Finding, _ result: ProbeResult) -> String {
    let parts = [
      result.probe.id, finding.check, finding.kind.rawValue, finding.place.step,
      finding.place.field ?? "", finding.claim ?? "",
    ]
    return String(Digest.sha256(Array(parts.joined(separator: "\n").utf8)).prefix(32))
  }

  private static func stale(_ known: KnownDeviation, _ report: RunReport, _ rules: Rules)
    -> JSONValue
  {
    let message = "known deviation \(known.check) of \(known.probe) no longer occurs: remove it"
    return JSONRecord([
      "ruleId": .string(Rules.stale), "ruleIndex": .optional(rules.index(of: Rules.stale)),
      "level": "error",
      "message": ["text": .string(VisibleText.visible(message.clipped(to: 2000)))],
      "locations": [
        ["physicalLocation": ["artifactLocation": ["uri": .string(uri(report.header.specFile))]]]
      ],
    ]).value
  }

  private static func location(_ location: SourceLocation, probe: ProbeID) -> JSONValue {
    var place = JSONRecord(["artifactLocation": ["uri": .string(uri(location.file))]])
    if location.line > 0 {
      place["region"] = [
        "startLine": .integer(location.line), "startColumn": .integer(max(1, location.column)),
      ]
    }
    return [
      "physicalLocation": place.value,
      "logicalLocations": [["fullyQualifiedName": .string(probe), "kind": "member"]],
    ]
  }

  private static func invocation(of subject: ReportSubject) -> JSONValue {
    let report = subject.report
    let notes = report.results.filter {
      [.error, .inconclusive].contains(Standing(of: $0))
    }.map { result -> JSONValue in
      let standing = Standing(of: result)
      let text = "\(result.probe.id): \(standing.word): \(result.reason)".clipped(to: 2000)
      return [
        "level": standing == .error ? "error" : "note",
        "message": ["text": .string(VisibleText.visible(text))],
        "locations": [location(result.probe.location, probe: result.probe.id)],
      ]
    }
    return JSONRecord([
      "commandLine": .string(report.header.command),
      "exitCode": .integer(Int(report.outcome.rawValue)),
      "executionSuccessful": .bool(report.outcome == .conforms || report.outcome == .deviates),
      "startTimeUtc": .optional(report.header.timestamp),
      "toolExecutionNotifications": .list(notes),
    ]).value
  }

  static func level(_ level: Level) -> String {
    switch level {
    case .must: "error"
    case .should: "warning"
    case .may: "note"
    }
  }

  /// A relative reference for a relative path, a `file` URI for an absolute one (RFC 8089).
  private static func uri(_ path: String) -> String {
    let encoded = path.split(separator: "/", omittingEmptySubsequences: false)
      .map { PercentText.encoded(String($0)) }.joined(separator: "/")
    return path.hasPrefix("/") ? "file://" + encoded : encoded
  }
}

/// The checks that found something, as SARIF's reporting descriptors.
private struct Rules {
  static let stale = "baseline.stale"

  let descriptors: [JSONValue]
  private let indices: [CheckID: Int]

  init(of subject: ReportSubject) {
    var descriptors: [JSONValue] = []
    var indices: [CheckID: Int] = [:]
    for finding in subject.report.results.flatMap(\.judgement.findings)
    where indices[finding.check] == nil {
      indices[finding.check] = descriptors.count
      descriptors.append(Rules.descriptor(of: finding, card: subject.checks[finding.check]))
    }
    if !subject.report.staleDeviations.isEmpty {
      indices[Rules.stale] = descriptors.count
      descriptors.append([
        "id": .string(Rules.stale),
        "shortDescription": ["text": "An accepted deviation still occurs."],
        "help": ["text": "Remove the entry from the baseline, so that a relapse is seen."],
      ])
    }
    self.descriptors = descriptors
    self.indices = indices
  }

  func index(of check: CheckID) -> Int? { indices[check] }

  private static func descriptor(of finding: Finding, card: CheckDescription?) -> JSONValue {
    let source = card?.source ?? finding.source
    return JSONRecord([
      "id": .string(finding.check),
      "shortDescription": ["text": .string(card?.rule ?? finding.check)],
      "fullDescription": ["text": .string("Source: " + source.line)],
      "help": ["text": .string(card?.consequence ?? finding.consequence)],
      "helpUri": source.url.flatMap { url in
        url.hasPrefix("https://") || url.hasPrefix("http://") ? .string(url) : nil
      },
      "defaultConfiguration": [
        "level": .string(SARIFReport.level(card?.level ?? finding.level))
      ],
      "properties": card.map { ["tags": [.string($0.family)]] },
    ]).value
  }
}
