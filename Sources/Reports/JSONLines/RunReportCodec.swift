public import Conformance
import WireFormats

/// Run reports as JSON Lines: a header, one line a result, a footer with the counts. A file without
/// its footer cannot be taken for a whole one.
///
/// Everything that judging and rendering need is in there, exchanges included, so that a report can
/// be rendered again, judged again, merged and continued.
public enum RunReportCodec {
  /// The value of the header's `version`. It rises when readers of the older one would go wrong.
  public static let version = 1
  /// The value of the header's `format`.
  public static let format = "assay-report"

  /// The whole report.
  public static func encode(_ subject: ReportSubject) -> String {
    let report = subject.report
    let lines =
      [headerLine(report.header)] + report.results.map { line(result($0)) }
      + [footerLine(report)]
    return lines.joined()
  }

  /// The first line, ended by a LF.
  public static func headerLine(_ header: RunReport.Header) -> String { line(self.header(header)) }

  /// The line of one result, ended by a LF, without secrets.
  ///
  /// - Parameters:
  ///   - result: the result as the run left it.
  ///   - header: the run's header.
  ///   - spec: the spec that names the fields which carry credentials.
  public static func line(
    for result: ProbeResult, header: RunReport.Header, spec: ProviderSpec?
  ) -> String {
    let subject = ReportSubject(report: RunReport(header: header, results: [result]), spec: spec)
    return subject.report.results.map { line(self.result($0)) }.joined()
  }

  /// The last line, ended by a LF.
  public static func footerLine(_ report: RunReport) -> String { line(footer(of: report)) }

  /// Reads a whole report.
  ///
  /// - Throws: ``ReportError`` where a line is not what it has to be, where the footer is missing,
  ///   or where its counts are not those of the results.
  public static func decode(_ bytes: some Collection<UInt8>) throws(ReportError) -> RunReport {
    let journal = try decodeJournal(bytes)
    guard let report = journal.report else {
      throw ReportError(
        line: journal.lineCount + 1, reason: .missingFooter(results: journal.results.count))
    }
    return report
  }

  /// What stands in a report that may have been cut off while it was being written.
  public struct Journal: Sendable {
    /// The header.
    public let header: RunReport.Header
    /// The results that were written whole, in file order.
    public let results: [ProbeResult]
    /// The report; `nil` where there is no footer.
    public let report: RunReport?
    /// The length of what can be kept, in bytes: writing may go on from there. Footers are not
    /// counted.
    public let keptByteCount: Int
    let lineCount: Int
  }

  /// Reads a report that may have been cut off. A last line without its LF is left aside; anything
  /// else that is wrong is an error as in ``decode(_:)``.
  public static func decodeJournal(_ bytes: some Collection<UInt8>) throws(ReportError) -> Journal {
    var reader = ReportReader()
    var number = 0
    var kept = 0
    var offset = 0
    var line: [UInt8] = []
    // An array of its own: walking an unspecialised collection costs more than reading the JSON.
    for byte in Array(bytes) {
      offset += 1
      guard byte == UInt8(ascii: "\n") else {
        line.append(byte)
        continue
      }
      number += 1
      try reader.take(line, number: number)
      line.removeAll(keepingCapacity: true)
      if reader.report == nil { kept = offset }
    }
    guard let header = reader.header else { throw ReportError(line: 1, reason: .missingHeader) }
    if !line.isEmpty, reader.report != nil {
      throw ReportError(line: number + 1, reason: .afterFooter)
    }
    return Journal(
      header: header, results: reader.results, report: reader.report, keptByteCount: kept,
      lineCount: number)
  }

  private static func line(_ value: JSONValue) -> String { JSONText.inert(value) + "\n" }
}

/// Takes the lines of a report one by one.
private struct ReportReader {
  var header: RunReport.Header?
  var results: [ProbeResult] = []
  var report: RunReport?
  private var ids: Set<ProbeID> = []

  mutating func take(_ bytes: [UInt8], number: Int) throws(ReportError) {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONDocument(parsing: bytes).value
    } catch {
      throw ReportError(line: number, reason: .notJSON(error))
    }
    let node = RecordNode(value: value, line: number)
    guard report == nil else { throw ReportError(line: number, reason: .afterFooter) }
    let type = try node.string("type")
    guard let header else {
      guard type == "header" else { throw ReportError(line: number, reason: .missingHeader) }
      self.header = try RunReportCodec.readHeader(node)
      return
    }
    switch type {
    case "result":
      let result = try RunReportCodec.readResult(node)
      guard ids.insert(result.probe.id).inserted else {
        throw ReportError(line: number, reason: .duplicateProbe(result.probe.id))
      }
      results.append(result)
    case "footer": report = try RunReportCodec.readFooter(node, header: header, results: results)
    default: throw node.error(at: "type", .unknownWord(type))
    }
  }
}
