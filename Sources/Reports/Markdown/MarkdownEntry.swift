import Conformance

/// One result in Markdown.
enum MarkdownEntry {
  /// The most findings of one result that are told; the rest is counted.
  private static let mostFindings = 5
  /// The most bytes of one result, so that a single one never takes the place of all others.
  private static let longest = 16_000

  /// One line: `- ✅ chat.basic: title — reason`.
  static func line(_ result: ProbeResult) -> String {
    let reason = result.reason
    return "- \(Standing(of: result).sign) " + MarkdownText.code(result.probe.id) + " "
      + MarkdownText.prose(result.probe.title)
      + (reason.isEmpty ? "" : ": " + MarkdownText.code(reason.clipped(to: 500))) + "\n"
  }

  /// A cause: the first result in full, the others a line each.
  static func entries(_ cause: Cause, in subject: ReportSubject) -> [String] {
    var lines = cause.others.map(line)
    if let check = cause.check, !lines.isEmpty {
      lines[0] =
        "**\(lines.count) more by " + MarkdownText.code(check) + ":**\n\n" + lines[0]
      lines[lines.count - 1] += "\n"
    }
    let first = full(cause.results[0], in: subject)
    let tooLong = line(cause.results[0]) + "  (too long to be shown whole here)\n\n"
    return [first.utf8.count > longest ? tooLong : first] + lines
  }

  /// Everything: each finding with its bytes, why it matters, where it is documented, and the
  /// command that shows it again.
  static func full(_ result: ProbeResult, in subject: ReportSubject) -> String {
    let probe = result.probe
    var out = "### \(Standing(of: result).sign) " + MarkdownText.code(probe.id) + "\n\n"
    out += MarkdownText.prose(probe.title)
    if probe.location.line > 0 {
      out += " (" + MarkdownText.code("\(probe.location.file):\(probe.location.line)") + ")"
    }
    out += "\n\n"
    if let deviation = result.knownDeviation {
      out += "Accepted: " + MarkdownText.prose(deviation.reason.clipped(to: 500))
      if let expires = deviation.expires { out += ", until " + MarkdownText.prose(expires) }
      if let link = deviation.link { out += ", " + MarkdownText.link(link, to: link) }
      out += "\n\n"
    }
    if let samples = result.samples {
      out += "Samples passed: \(samples.passed)/\(samples.total)\n\n"
    }
    if result.judgement.findings.isEmpty {
      out += MarkdownText.code(result.reason.clipped(to: 1000)) + "\n\n"
    }
    let findings = result.judgement.findings
    let details = FindingDetail.all(of: result, in: subject, limit: mostFindings)
    for (index, detail) in details.enumerated() {
      if findings.count > 1 { out += "**Finding \(index + 1)/\(findings.count)**\n\n" }
      out += block(detail)
    }
    let more = findings.count - mostFindings
    if more > 0 { out += "… and \(more) more findings.\n\n" }
    if let request = result.telling {
      out += "<details>\n<summary>Show it again</summary>\n\n"
      out += MarkdownText.block(CurlCommand(redacted: request).text, language: "sh")
      out += "\n</details>\n\n"
    }
    return out
  }

  private static func block(_ detail: FindingDetail) -> String {
    var out = ""
    for (label, text) in detail.seen { out += "- \(label): \(MarkdownText.code(text))\n" }
    for line in detail.fieldLines { out += "- field: " + MarkdownText.code(line) + "\n" }
    if let excerpt = detail.excerpt { out += "\n" + MarkdownText.block(excerpt.text) + "\n" }
    for (label, code, text) in detail.meaning {
      let parts = [code.map(MarkdownText.code), text.isEmpty ? nil : MarkdownText.prose(text)]
      out += "- \(label): \(parts.compactMap { $0 }.joined(separator: ": "))\n"
    }
    for citation in detail.citations {
      out += "- source: " + MarkdownText.link(citation.line, to: citation.url) + "\n"
    }
    return out + "\n"
  }
}
