import Conformance
import WireFormats

/// GitHub workflow commands that put annotations on the lines of the spec whose claims broke.
///
/// GitHub shows ten errors and ten warnings a step, so the gravest come first and the count of
/// everything stands in a notice.
enum GitHubAnnotations {
  static func render(_ subject: ReportSubject) -> String {
    let report = subject.report
    var lines: [String] = []
    for result in report.results where report.isFailure(result) {
      lines.append(annotation("error", result, in: subject))
    }
    for deviation in report.staleDeviations {
      lines.append(
        command(
          "error", [("title", "stale baseline entry")],
          "known deviation \(deviation.check) of \(deviation.probe) no longer occurs: remove it"))
    }
    if report.isInterrupted {
      lines.append(
        command(
          "error", [("title", "interrupted")], "The run was interrupted: results are missing."))
    }
    for result in subject.results(.error) { lines.append(annotation("error", result, in: subject)) }
    if !report.header.isStrict {
      for result in subject.results(.warn) {
        lines.append(annotation("warning", result, in: subject))
      }
    }
    for result in subject.results(.inconclusive) {
      lines.append(annotation("notice", result, in: subject))
    }
    let total = report.results.count
    let counts = subject.counts.map { "\($0.standing.word) \($0.count)/\(total)" }
    lines.append(
      command(
        "notice", [("title", "assay \(report.header.spec)")],
        ([subject.outcomeSentence] + counts).joined(separator: "\n")))
    return lines.map { $0 + "\n" }.joined()
  }

  private static func annotation(
    _ name: String, _ result: ProbeResult, in subject: ReportSubject
  ) -> String {
    let location = result.probe.location
    var properties: [(String, String)] = []
    if location.line > 0 {
      properties = [
        ("file", location.file), ("line", String(location.line)), ("col", String(location.column)),
      ]
    }
    properties.append(("title", "\(result.probe.id): \(Standing(of: result).word)"))
    var message = [result.reason.clipped(to: 1000)]
    if let detail = FindingDetail.all(of: result, in: subject, limit: 1).first {
      message +=
        [detail.finding.consequence]
        + detail.citations.map { citation in
          "source: " + citation.line + (citation.url.map { " \($0)" } ?? "")
        }
    }
    return command(
      name, properties, message.map { VisibleText.visible($0) }.joined(separator: "\n"))
  }

  /// A workflow command, escaped as the runner's toolkit does it: `%`, CR and LF in the message, `:`
  /// and `,` in properties as well.
  private static func command(_ name: String, _ properties: [(String, String)], _ message: String)
    -> String
  {
    let list = properties.map { "\($0.0)=\(escape($0.1, inProperty: true))" }
    return "::\(name) \(list.joined(separator: ","))::\(escape(message, inProperty: false))"
  }

  private static func escape(_ text: String, inProperty: Bool) -> String {
    var out = ""
    for scalar in VisibleText.visible(text, keepsLineBreaks: !inProperty).unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "\r": out += "%0D"
      case "\n": out += "%0A"
      case ":" where inProperty: out += "%3A"
      case "," where inProperty: out += "%2C"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
