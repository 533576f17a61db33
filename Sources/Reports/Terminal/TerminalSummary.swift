import Conformance

/// The few lines that a run ends with: what broke, how many of what, where the reports are, what to
/// do next.
public enum TerminalSummary {
  /// The most causes of one kind that are told; the rest is counted.
  private static let mostCauses = 10
  /// The most further probes of one cause that are named.
  private static let mostNames = 3

  /// Renders a summary, ended by a LF. Only its own escape sequences ever stand in it, and those
  /// only with colours.
  ///
  /// - Parameters:
  ///   - subject: the report.
  ///   - reports: the files that were written, as they are to be named.
  ///   - colours: whether to write SGR sequences: for a terminal, and without `NO_COLOR`.
  public static func render(_ subject: ReportSubject, reports: [String] = [], colours: Bool)
    -> String
  {
    let report = subject.report
    var lines: [String] = []
    func add(_ results: [ProbeResult], as standing: Standing, strict: Bool = false) {
      let causes = Cause.all(of: results)
      for cause in causes.prefix(mostCauses) {
        lines += entry(cause, as: standing, colours: colours)
      }
      let more = causes.dropFirst(mostCauses).reduce(0) { $0 + $1.results.count }
      if more > 0 { lines.append("       … and \(more) more") }
      if !results.isEmpty { lines.append("") }
    }
    add(subject.results(.fail), as: .fail)
    add(report.header.isStrict ? subject.results(.warn) : [], as: .warn)
    for deviation in report.staleDeviations {
      lines.append(
        mark("STALE", .red, colours: colours)
          + TerminalText.line("known deviation \(deviation.check) of \(deviation.probe) is gone"))
    }
    if !report.staleDeviations.isEmpty { lines.append("") }
    add(subject.results(.error), as: .error)
    add(report.header.isStrict ? [] : subject.results(.warn), as: .warn)
    add(report.outcome == .incomplete ? subject.results(.inconclusive) : [], as: .inconclusive)
    lines += headline(subject, colours: colours)
    for path in reports { lines.append("report  " + TerminalText.line(path)) }
    if let next = nextStep(for: subject) { lines.append("next    " + next) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func entry(_ cause: Cause, as standing: Standing, colours: Bool) -> [String] {
    let result = cause.results[0]
    let probe = result.probe
    var lines = [
      mark(standing.word.uppercased(), style(of: standing), colours: colours)
        + TerminalText.styled(TerminalText.line(probe.id), .bold, colours: colours)
    ]
    lines.append("       " + TerminalText.line(result.reason))
    if probe.location.line > 0 {
      let place = TerminalText.line("\(probe.location.file):\(probe.location.line)")
      lines.append("       " + TerminalText.styled(place, .dim, colours: colours))
    }
    if let check = cause.check, !cause.others.isEmpty {
      let names =
        cause.others.prefix(mostNames).map(\.probe.id)
        + (cause.others.count > mostNames ? ["…"] : [])
      lines.append(
        "       "
          + TerminalText.line(
            "and \(cause.others.count) more by \(check): \(names.joined(separator: ", "))"))
    }
    return lines
  }

  private static func headline(_ subject: ReportSubject, colours: Bool) -> [String] {
    let header = subject.report.header
    let total = subject.report.results.count
    let counts = subject.counts.map { standing, count in
      TerminalText.styled("\(count) \(standing.word)", style(of: standing), colours: colours)
    }
    return [
      TerminalText.styled(
        TerminalText.line("\(header.title) (\(header.spec)), \(header.model), \(header.mode)"),
        .bold, colours: colours),
      subject.outcomeSentence,
      "\(total) \(total == 1 ? "probe" : "probes"): "
        + (counts.isEmpty ? "none was run" : counts.joined(separator: ", ")),
    ]
  }

  private static func nextStep(for subject: ReportSubject) -> String? {
    let report = subject.report
    let command = TerminalText.line(report.header.command)
    if let failure = report.results.first(where: report.isFailure) {
      // Of others' traffic nothing can be asked again.
      if report.header.mode == .judged {
        return failure.judgement.findings.first.map { "assay explain \($0.check)" }
      }
      return "\(command) --only \(TerminalText.line(CurlCommand.quote(failure.probe.id)))"
    }
    if !report.staleDeviations.isEmpty { return "remove the stale entries from the baseline" }
    if report.isInterrupted { return command }
    if report.header.mode != .judged, let first = subject.results(.error).first {
      return "put right what stopped it, then \(command) --only "
        + TerminalText.line(CurlCommand.quote(first.probe.id))
    }
    return nil
  }

  /// A word at the start of a line, in a column of seven.
  private static func mark(_ word: String, _ style: TerminalText.Style, colours: Bool) -> String {
    TerminalText.styled(word, style, colours: colours)
      + String(repeating: " ", count: max(1, 7 - word.count))
  }

  private static func style(of standing: Standing) -> TerminalText.Style {
    switch standing {
    case .fail, .error: .red
    case .warn, .inconclusive: .yellow
    case .known: .magenta
    case .pass: .green
    case .unsupported, .skip: .dim
    }
  }
}
