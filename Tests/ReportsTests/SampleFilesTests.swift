import Foundation
import Testing

@testable import Reports

/// Writes sample reports in every format into the folder that `ASSAY_REPORT_SAMPLES` names, for
/// `Tests/Reports/check_reports.py`.
@Suite struct SampleFilesTests {
  static let folder = ProcessInfo.processInfo.environment["ASSAY_REPORT_SAMPLES"]

  @Test(.enabled(if: folder != nil, "ASSAY_REPORT_SAMPLES names no folder"))
  func writesSamples() throws {
    let folder = URL(filePath: try #require(Self.folder))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let hostile = HostileStrings.all.dropLast(2).map(\.text).joined(separator: " ")
    let megabyte = String(repeating: "<b>A</b>", count: 1 << 17)
    let reports = [
      ("sample", SampleReport.report(timestamp: "2026-11-20T12:00:00Z")),
      ("strict", SampleReport.report(strict: true)), ("hostile", HostileStrings.report(hostile)),
      ("megabyte", HostileStrings.report(megabyte)), ("large", LargeReport.report()),
    ]
    for (name, report) in reports {
      let subject = ReportSubject(
        report: report, spec: SampleSpec.spec, checks: SampleSpec.checks)
      for format in ReportFormat.all {
        let file = folder.appending(path: "\(name).\(format.fileExtension)")
        try Data(format.render(subject).utf8).write(to: file)
      }
    }
    try Data(ReportSchema.text.utf8).write(to: folder.appending(path: "report.schema.json"))
  }
}
