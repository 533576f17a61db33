import Conformance

/// A format that reports are written in. A new writer is one file and one line in ``all``.
public struct ReportFormat: Sendable {
  /// The name by which it is asked for: `junit`.
  public let name: String
  /// The end of a file's name after the spec's id and a dot: `junit.xml`.
  public let fileExtension: String
  /// What it is for, in one line.
  public let summary: String
  /// Renders a report. Pure: equal subjects give equal text, in plan order, with no clock and no
  /// host name of this machine.
  public let render: @Sendable (ReportSubject) -> String

  /// Every format, in the order of listings.
  public static let all: [ReportFormat] = [
    ReportFormat(
      name: "junit", fileExtension: "junit.xml", summary: "JUnit XML, for CI systems",
      render: JUnitReport.render),
    ReportFormat(
      name: "markdown", fileExtension: "md",
      summary: "Markdown, for a pull request or a job summary", render: MarkdownReport.render),
    ReportFormat(
      name: "html", fileExtension: "html",
      summary: "one HTML file to look at every exchange, byte and millisecond",
      render: HTMLReport.render),
    ReportFormat(
      name: "json", fileExtension: "jsonl",
      summary: "JSON Lines with every exchange, to render, judge, merge and compare again",
      render: RunReportCodec.encode),
    ReportFormat(
      name: "github", fileExtension: "github.txt",
      summary: "GitHub workflow commands, which annotate the lines of the spec",
      render: GitHubAnnotations.render),
    ReportFormat(
      name: "sarif", fileExtension: "sarif", summary: "SARIF 2.1.0, for code scanning",
      render: SARIFReport.render),
    ReportFormat(
      name: "tap", fileExtension: "tap", summary: "the Test Anything Protocol, version 14",
      render: TAPReport.render),
    ReportFormat(
      name: "badge", fileExtension: "svg", summary: "a badge, as a picture",
      render: BadgeReport.svg),
    ReportFormat(
      name: "shields", fileExtension: "shields.json",
      summary: "a badge, as the endpoint document of shields.io", render: BadgeReport.endpoint),
  ]

  /// The format of that name, else `nil`.
  public static func named(_ name: String) -> ReportFormat? { all.first { $0.name == name } }
}
