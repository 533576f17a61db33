import Conformance
import WireFormats

/// The Test Anything Protocol, version 14.
enum TAPReport {
  static func render(_ subject: ReportSubject) -> String {
    let report = subject.report
    var lines = [
      "TAP version 14", "1..\(report.results.count + report.staleDeviations.count)",
      "# " + VisibleText.visible("\(report.header.title), \(report.header.model)".clipped(to: 500)),
    ]
    for (index, result) in report.results.enumerated() {
      lines += point(index + 1, result, in: subject)
    }
    for (index, deviation) in report.staleDeviations.enumerated() {
      let name = "baseline.\(deviation.probe).\(deviation.check)"
      lines.append("not ok \(report.results.count + index + 1) - \(escape(name))")
      lines += block(["message": "the known deviation no longer occurs: remove it"])
    }
    if report.isInterrupted { lines.append("Bail out! the run was interrupted") }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func point(_ number: Int, _ result: ProbeResult, in subject: ReportSubject)
    -> [String]
  {
    let standing = Standing(of: result)
    let reason = result.reason.clipped(to: 500)
    let name = escape(result.probe.id)
    let isOK: Bool
    var directive = ""
    switch standing {
    case .fail, .error: isOK = false
    case .warn: isOK = !subject.report.header.isStrict
    case .known:
      isOK = false
      directive = " # TODO \(escape(reason))"
    case .skip, .inconclusive, .unsupported:
      isOK = true
      directive = " # SKIP \(escape("\(standing.word): \(reason)"))"
    case .pass: isOK = true
    }
    let line = "\(isOK ? "ok" : "not ok") \(number) - \(name)\(directive)"
    guard standing == .fail || standing == .error || standing == .warn || standing == .known else {
      return [line]
    }
    var record = JSONRecord([
      "severity": .string(standing.rawValue),
      "message": .string(VisibleText.visible(reason)),
      "at": .string("\(result.probe.location.file):\(result.probe.location.line)"),
    ])
    record["body"] = .string(ResultText.body(of: result, in: subject))
    return [line] + block(record.value)
  }

  /// A YAML block. JSON strings are YAML strings.
  private static func block(_ value: JSONValue) -> [String] {
    let members = value.object?.members ?? []
    return ["  ---"] + members.map { "  \($0.name): \(JSONText.inert($0.value))" } + ["  ..."]
  }

  /// `#` begins a directive unless it is escaped; so must the backslash be.
  private static func escape(_ text: String) -> String {
    var out = ""
    for scalar in VisibleText.visible(text).unicodeScalars {
      if scalar == "#" || scalar == "\\" { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out
  }
}
