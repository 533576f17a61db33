import Conformance

/// Markdown for a pull request or a job summary: what broke first, everything else folded.
public enum MarkdownReport {
  /// The size at which a report is cut, in bytes of UTF-8: GitHub takes 65,536 characters in a
  /// comment and 1 MiB in a job summary.
  public static let commentLimit = 65_000

  /// Renders a report that fits into a comment.
  static func render(_ subject: ReportSubject) -> String {
    render(subject, limit: commentLimit)
  }

  /// Renders a report.
  ///
  /// - Parameter limit: the most bytes of UTF-8. What does not fit is counted in a notice at the
  ///   end.
  public static func render(_ subject: ReportSubject, limit: Int) -> String {
    var document = MarkdownDocument(limit: limit)
    document.append(header(of: subject))
    document.append(causes(of: subject))
    document.append(MarkdownMatrix.sections(of: CapabilityMatrix(of: subject)))
    let report = subject.report
    let total = report.results.count
    func add(_ title: String, _ results: [ProbeResult], folded: Bool = false, full: Bool) {
      guard !results.isEmpty else { return }
      let name = "\(title) (\(results.count)/\(total))"
      let entries =
        full
        ? Cause.all(of: results).flatMap { MarkdownEntry.entries($0, in: subject) }
        : results.map(MarkdownEntry.line)
      document.append(.init(name: name, isFolded: folded, entries: entries))
    }
    let failures = report.results.filter(report.isFailure)
    add("Failures", failures, full: true)
    document.append(staleSection(of: report))
    add("Errors", subject.results(.error), full: true)
    if !report.header.isStrict { add("Warnings", subject.results(.warn), full: true) }
    add("Known deviations", subject.results(.known), full: true)
    add("Inconclusive", subject.results(.inconclusive), full: false)
    add("Unsupported", subject.results(.unsupported), full: false)
    add("Skipped", subject.results(.skip), folded: true, full: false)
    add("Passed", subject.results(.pass), folded: true, full: false)
    return document.text
  }

  private static func header(of subject: ReportSubject) -> MarkdownDocument.Section {
    let header = subject.report.header
    let total = subject.report.results.count
    let counts = subject.counts.map {
      "\($0.standing.sign) \($0.standing.word) \($0.count)/\(total)"
    }
    let coverage = CapabilityMatrix(of: subject).coverage
    var lines = [
      "# " + MarkdownText.prose("\(header.title): ") + MarkdownText.code(header.spec), "",
      "**\(MarkdownText.prose(subject.outcomeSentence))** "
        + (counts.isEmpty ? "No probe was run." : counts.joined(separator: " · ")), "",
      "- Model " + MarkdownText.code(header.model)
        + ", mode \(header.mode.rawValue), profile \(header.profile.rawValue)"
        + (header.isStrict ? ", strict" : ""),
      "- Documentation: " + MarkdownText.code(header.specFile) + ", digest "
        + MarkdownText.code(header.specDigest),
      "- Claims exercised: \(coverage.exercised)/\(coverage.total)",
    ]
    if let timestamp = header.timestamp {
      lines.append("- Begun " + MarkdownText.prose(timestamp))
    }
    lines += [
      "- assay " + MarkdownText.prose(header.version), "",
      MarkdownText.block(header.command, language: "sh"),
    ]
    return .init(name: "", entries: [lines.joined(separator: "\n")])
  }

  /// The most causes that are told at the top.
  private static let mostCauses = 10

  /// What broke, a line each: how many probes, by which check, why it matters, and an example.
  private static func causes(of subject: ReportSubject) -> MarkdownDocument.Section {
    let report = subject.report
    let groups = [
      report.results.filter(report.isFailure), subject.results(.error),
      report.header.isStrict ? [] : subject.results(.warn),
    ]
    let causes = groups.flatMap(Cause.all)
    var entries = causes.prefix(mostCauses).map { cause in
      let result = cause.results[0]
      let count = cause.results.count
      var out = "- \(Standing(of: result).sign) "
      if let check = cause.check, let finding = result.judgement.findings.first {
        out += "\(count)/\(report.results.count) by " + MarkdownText.code(check) + ": "
        out += MarkdownText.prose(finding.consequence) + " "
        out += MarkdownText.code(finding.summary.clipped(to: 160))
      } else {
        out += MarkdownText.code(result.probe.id) + ": "
        out += MarkdownText.code(result.reason.clipped(to: 300))
      }
      return out + "\n"
    }
    if causes.count > mostCauses { entries.append("- … and more, below\n") }
    return .init(name: causes.isEmpty ? "" : "What broke", entries: entries)
  }

  private static func staleSection(of report: RunReport) -> MarkdownDocument.Section {
    .init(
      name: report.staleDeviations.isEmpty
        ? "" : "Stale entries of the baseline (\(report.staleDeviations.count))",
      entries: report.staleDeviations.map { deviation in
        "- " + MarkdownText.code(deviation.check) + " of " + MarkdownText.code(deviation.probe)
          + " no longer occurs: remove it. It was accepted because: "
          + MarkdownText.prose(deviation.reason.clipped(to: 500)) + "\n"
      })
  }
}
