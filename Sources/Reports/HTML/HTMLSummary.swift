import Conformance

/// The head of the page: the outcome, the counts, what was run and how.
enum HTMLSummary {
  static func render(_ subject: ReportSubject) -> String {
    let report = subject.report
    let header = report.header
    return """
      <div class="title">
      <h1>\(HTMLText.escape(header.title)) <small>\(HTMLText.code(header.spec))</small></h1>
      <button type="button" id="theme" hidden>Theme: auto</button>
      </div>
      <p class="outcome \(report.outcome.word)"><strong>\(HTMLText.escape(subject.outcomeSentence))\
      </strong> \(HTMLText.escape(counts(of: subject)))</p>
      \(bar(of: subject))<dl class="facts">
      \(facts(of: subject))</dl>
      \(HTMLText.copyable(header.command, label: "The command that makes this report again"))\
      \(broken(subject))\(stale(report))
      """
  }

  private static func counts(of subject: ReportSubject) -> String {
    let total = subject.report.results.count
    guard total > 0 else { return "No probe was run." }
    return subject.counts.map { "\($0.standing.word) \($0.count)/\(total)" }
      .joined(separator: ", ") + "."
  }

  /// How the verdicts are shared out, to scale.
  private static func bar(of subject: ReportSubject) -> String {
    let total = subject.report.results.count
    guard total > 0 else { return "" }
    var start = 0
    var parts = ""
    for (standing, count) in subject.counts {
      parts +=
        "<rect class=\"\(standing.rawValue)\" x=\"\(position(start, total))\" "
        + "width=\"\(position(count, total))\" height=\"10\"><title>"
        + "\(standing.word) \(count)/\(total)</title></rect>"
      start += count
    }
    let label = HTMLText.escape("Verdicts: \(counts(of: subject))")
    return "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\" "
      + "aria-label=\"\(label)\">\(parts)</svg>\n"
  }

  private static func position(_ count: Int, _ total: Int) -> String {
    DecimalText.fixed(Double(count) / Double(total) * 1000, places: 1)
  }

  /// The most causes that are told at the top.
  private static let mostCauses = 20

  /// What broke, by cause, before everything else.
  private static func broken(_ subject: ReportSubject) -> String {
    let groups = [
      subject.report.results.filter(subject.report.isFailure), subject.results(.error),
      subject.report.header.isStrict ? [] : subject.results(.warn),
    ]
    let causes = groups.flatMap(Cause.all)
    guard !causes.isEmpty else { return "" }
    var items = causes.prefix(mostCauses).map(item)
    let more = causes.dropFirst(mostCauses).reduce(0) { $0 + $1.results.count }
    if more > 0 { items.append("<li>… and \(more) more, below</li>\n") }
    return "<section class=\"broken\"><h2>What broke</h2>\n<ul>\n\(items.joined())</ul></section>\n"
  }

  /// One cause: the first result, why it matters, and links to the others.
  private static func item(_ cause: Cause) -> String {
    let result = cause.results[0]
    var out = "<li>\(HTMLText.badge(Standing(of: result)))<div>\(link(to: result)): "
    out += "<bdi>\(HTMLText.escape(result.reason.clipped(to: 300)))</bdi>"
    if let consequence = result.judgement.findings.first?.consequence {
      out += "<p>\(HTMLText.escape(consequence))</p>"
    }
    if let check = cause.check, !cause.others.isEmpty {
      out +=
        "<details><summary>\(cause.others.count) more by \(HTMLText.code(check))</summary>\n<p>"
      out += cause.others.map(link).joined(separator: ", ") + "</p></details>"
    }
    return out + "</div></li>\n"
  }

  private static func link(to result: ProbeResult) -> String {
    "<a href=\"#\(HTMLResults.anchor(result.probe.id))\">\(HTMLText.code(result.probe.id))</a>"
  }

  private static func stale(_ report: RunReport) -> String {
    guard !report.staleDeviations.isEmpty else { return "" }
    let items = report.staleDeviations.map { deviation in
      "<li>\(HTMLText.code(deviation.check)) of \(HTMLText.code(deviation.probe)), accepted "
        + "because: \(HTMLText.escape(deviation.reason.clipped(to: 500)))</li>\n"
    }
    return "<section class=\"stale\"><h2>Stale entries of the baseline</h2>\n"
      + "<p>These known deviations no longer occur: remove them.</p>\n<ul>\n"
      + items.joined() + "</ul></section>\n"
  }

  private static func facts(of subject: ReportSubject) -> String {
    let header = subject.report.header
    let coverage = CapabilityMatrix(of: subject).coverage
    var facts = [
      ("Model", HTMLText.code(header.model)), ("Mode", header.mode.rawValue),
      ("Profile", header.profile.rawValue + (header.isStrict ? ", strict" : "")),
      ("Claims exercised", "\(coverage.exercised)/\(coverage.total)"),
      ("Exit code", String(subject.report.outcome.rawValue)),
    ]
    if let timestamp = header.timestamp { facts.append(("Begun", HTMLText.escape(timestamp))) }
    return facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" }.joined()
  }
}
