import Conformance
import WireFormats

/// JUnit XML as its consumers really read it: one level of suites, right totals at the top, at most
/// one `<failure>` in a case, and stable names.
///
/// There is no one standard. What is written here satisfies the schema of Jenkins' xUnit plugin but
/// for what other consumers read beyond it: `file` and `line` of a case, `skipped` and `timestamp`
/// at the top. Ant's schema forbids those and demands a host name. `timestamp` stands where the
/// report's header has one and nowhere else: a replay must give the same bytes every time, and an
/// invented time would be a lie.
enum JUnitReport {
  static func render(_ subject: ReportSubject) -> String {
    let suites = self.suites(of: subject)
    let header = subject.report.header
    let total = Totals(suites.flatMap(\.cases))
    var attributes = [("name", "assay \(header.spec)")] + total.attributes
    if let timestamp = header.timestamp { attributes.append(("timestamp", timestamp)) }
    var out = XMLWriter()
    out.open("testsuites", attributes)
    for suite in suites { write(suite, of: subject, to: &out) }
    out.close("testsuites")
    return out.text
  }

  private static func write(_ suite: Suite, of subject: ReportSubject, to out: inout XMLWriter) {
    let header = subject.report.header
    var attributes = [("name", suite.name)] + Totals(suite.cases).attributes
    if let timestamp = header.timestamp { attributes.append(("timestamp", timestamp)) }
    out.open("testsuite", attributes)
    out.open("properties")
    for (name, value) in properties(of: header) {
      out.empty("property", [("name", name), ("value", value)])
    }
    out.close("properties")
    for testCase in suite.cases { write(testCase, to: &out) }
    out.close("testsuite")
  }

  private static func write(_ testCase: Case, to out: inout XMLWriter) {
    var attributes = [
      ("name", testCase.name), ("classname", testCase.className),
      ("time", DecimalText.seconds(milliseconds: testCase.milliseconds)),
    ]
    if let location = testCase.location {
      attributes += [("file", location.file), ("line", String(location.line))]
    }
    if case .passed = testCase.outcome, testCase.output.isEmpty {
      out.empty("testcase", attributes)
      return
    }
    out.open("testcase", attributes)
    switch testCase.outcome {
    case .passed: break
    case .failed(let message, let type, let body):
      out.element("failure", [("message", message), ("type", type)], content: body)
    case .errored(let message, let type, let body):
      out.element("error", [("message", message), ("type", type)], content: body)
    case .skipped(let message): out.empty("skipped", [("message", message)])
    }
    if !testCase.output.isEmpty { out.element("system-out", content: testCase.output) }
    out.close("testcase")
  }

  private static func properties(of header: RunReport.Header) -> [(String, String)] {
    [
      ("provider", header.title), ("model", header.model), ("spec", header.specFile),
      ("spec-digest", header.specDigest), ("tool-version", header.version),
      ("mode", header.mode.rawValue), ("profile", header.profile.rawValue),
      ("strict", header.isStrict ? "true" : "false"), ("command", header.command),
    ]
  }
}

extension JUnitReport {
  /// One suite an area: `flexai.chat`, in order of first appearance; then one for the baseline and
  /// one for the run where they have something to say, so that no red run looks green.
  private static func suites(of subject: ReportSubject) -> [Suite] {
    let report = subject.report
    let provider = report.header.spec
    var suites: [Suite] = []
    var positions: [String: Int] = [:]
    for result in report.results {
      let testCase = Case(result, in: subject)
      if let position = positions[result.area] {
        suites[position].cases.append(testCase)
      } else {
        positions[result.area] = suites.count
        suites.append(Suite(name: "\(provider).\(result.area)", cases: [testCase]))
      }
    }
    if !report.staleDeviations.isEmpty {
      suites.append(
        Suite(
          name: "\(provider).baseline",
          cases: report.staleDeviations.map { Case(stale: $0, provider: provider) }))
    }
    if report.isInterrupted {
      suites.append(
        Suite(name: "\(provider).run", cases: [Case(interruptedRunOf: provider)]))
    }
    return suites
  }

  fileprivate struct Suite {
    let name: String
    var cases: [Case]
  }

  fileprivate struct Totals {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0
    var milliseconds = 0

    init(_ cases: [Case]) {
      for testCase in cases {
        tests += 1
        milliseconds += testCase.milliseconds
        switch testCase.outcome {
        case .passed: break
        case .failed: failures += 1
        case .errored: errors += 1
        case .skipped: skipped += 1
        }
      }
    }

    var attributes: [(String, String)] {
      [
        ("tests", String(tests)), ("failures", String(failures)), ("errors", String(errors)),
        ("skipped", String(skipped)),
        ("time", DecimalText.seconds(milliseconds: milliseconds)),
      ]
    }
  }

  fileprivate struct Case {
    enum Outcome {
      case passed
      case failed(message: String, type: String, body: String)
      case errored(message: String, type: String, body: String)
      case skipped(message: String)
    }

    let name: String
    let className: String
    /// Whole milliseconds, so that the totals are the sums of what is written.
    let milliseconds: Int
    let location: SourceLocation?
    let outcome: Outcome
    let output: String
  }
}

extension JUnitReport.Case {
  fileprivate init(_ result: ProbeResult, in subject: ReportSubject) {
    name = result.probe.id
    className = "\(subject.report.header.spec).\(result.section)"
    milliseconds = max(0, DecimalText.nearest(result.milliseconds))
    location = result.probe.location.line > 0 ? result.probe.location : nil
    let standing = Standing(of: result)
    let message = VisibleText.visible(result.reason.clipped(to: 500))
    let told = message.isEmpty ? standing.word : message
    let body = ResultText.body(of: result, in: subject)
    switch standing {
    case .fail, .warn:
      if subject.report.isFailure(result) {
        let type =
          result.judgement.findings.first?.check ?? result.judgement.kind?.rawValue ?? "fail"
        outcome = .failed(message: told, type: type, body: body)
        output = ""
      } else {
        outcome = .passed
        output = "warn: \(told)\n\n\(body)"
      }
    case .error:
      let cause = result.attempts.lazy.compactMap(\.failure).first?.kind.rawValue
      outcome = .errored(message: told, type: cause ?? "not-judged", body: body)
      output = ""
    case .skip, .inconclusive, .unsupported:
      outcome = .skipped(message: "\(standing.word): \(told)")
      output = result.judgement.findings.isEmpty ? "" : body
    case .known:
      outcome = .skipped(message: told)
      output = body
    case .pass:
      outcome = .passed
      output = result.judgement.findings.isEmpty ? "" : body
    }
  }

  /// A known deviation that no longer occurs.
  fileprivate init(stale deviation: KnownDeviation, provider: String) {
    name = "baseline.\(deviation.probe).\(deviation.check)"
    className = "\(provider).baseline"
    milliseconds = 0
    location = nil
    output = ""
    let message =
      "known deviation \(deviation.check) of \(deviation.probe) no longer occurs: remove it"
    outcome = .failed(
      message: VisibleText.visible(message), type: "baseline.stale",
      body: VisibleText.visible("accepted because: \(deviation.reason)"))
  }

  /// A run that did not reach its end.
  fileprivate init(interruptedRunOf provider: String) {
    name = "run.complete"
    className = "\(provider).run"
    milliseconds = 0
    location = nil
    output = ""
    let message = "the run was interrupted: results are missing"
    outcome = .errored(message: message, type: "interrupted", body: message)
  }
}
