import Conformance
import WireFormats

/// What a result came to, as plain text of several lines for formats that know no more than that.
enum ResultText {
  /// The most findings of one result that are told; the rest is counted.
  private static let mostFindings = 100

  /// Every finding with expected, got, place, rule, excerpt, and the command that shows it again.
  static func body(of result: ProbeResult, in subject: ReportSubject) -> String {
    let findings = result.judgement.findings
    var blocks = FindingDetail.all(of: result, in: subject, limit: mostFindings).map(block)
    if findings.count > mostFindings {
      blocks.append("… and \(findings.count - mostFindings) more findings")
    }
    if blocks.isEmpty { blocks = failures(of: result) }
    if let samples = result.samples {
      blocks.append("samples: \(samples.passed)/\(samples.total) passed")
    }
    if let request = result.telling {
      blocks.append("again:\n" + indented(CurlCommand(redacted: request).text))
    }
    return blocks.joined(separator: "\n\n")
  }

  /// One finding.
  private static func block(_ detail: FindingDetail) -> String {
    var lines = detail.seen.map { labelled($0.label, $0.text) }
    if let excerpt = detail.excerpt { lines.append(indented(excerpt.text)) }
    lines += detail.fieldLines.map { labelled("field", $0) }
    lines += detail.meaning.map { label, code, text in
      labelled(
        label, [code, text].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": "))
    }
    lines += detail.citations.map { citation in
      labelled("source", citation.line + (citation.url.map { " <\($0)>" } ?? ""))
    }
    return lines.joined(separator: "\n")
  }

  /// Why exchanges did not come about.
  private static func failures(of result: ProbeResult) -> [String] {
    result.attempts.compactMap { attempt in
      attempt.failure.map {
        "step \(attempt.step), attempt \(attempt.number): \($0.kind.rawValue): "
          + $0.message.clipped(to: 1000)
      }
    }
  }

  /// `expected  text`, one line.
  private static func labelled(_ label: String, _ text: String) -> String {
    label + String(repeating: " ", count: max(1, 10 - label.count)) + VisibleText.visible(text)
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
      .joined(separator: "\n")
  }
}
