import Checks
import Conformance
import Reports
import Running

/// Where a run's reports go.
struct ReportOutput {
  private let destinations: [ReportOptions.Destination]
  private let spec: ProviderSpec

  /// - Parameter name: what stands for `{spec}` in paths; the spec's id by default.
  init(
    reports: ReportOptions, spec: ProviderSpec, arguments: ParsedArguments, name: String? = nil
  ) {
    destinations = reports.destinations(for: name ?? spec.id)
    self.spec = spec
  }

  /// The files that are written where none is asked for.
  static func usualPaths(for name: String) -> [String] {
    ReportOptions.usual(for: name).compactMap(\.path)
  }

  /// The files that will be written.
  var paths: [String] { destinations.compactMap(\.path) }

  /// Finds out before the first request that a report cannot be written.
  func checkWritable(console: Console) throws {
    for destination in destinations {
      if let path = destination.path {
        try FileAccess.checkWritable(path)
      } else {
        try console.checkWritable()
      }
    }
  }

  /// Writes the reports, and the summary to where it does not mix with them. Where one cannot be
  /// written, the others still are.
  func write(_ report: RunReport, console: Console, verbosity: RunSession.Verbosity) throws {
    let subject = ReportSubject(
      report: report, spec: spec, checks: CheckRegistry.descriptions)
    var written: [String] = []
    var failure: FileAccess.Failure?
    var ownsStandardOutput = false
    for destination in destinations {
      let text = destination.format.render(subject)
      do throws(FileAccess.Failure) {
        if let path = destination.path {
          try FileAccess.write(Array(text.utf8), to: path)
          written.append(path)
        } else {
          ownsStandardOutput = true
          try console.deliver(text)
        }
      } catch {
        failure = failure ?? error
      }
    }
    if verbosity != .quiet {
      let summary = TerminalSummary.render(
        subject, reports: written, colours: console.isColoured && !ownsStandardOutput)
      if ownsStandardOutput { console.progress(summary) } else { console.write(summary) }
    }
    if let failure { throw failure }
  }
}

/// Reports on disk.
enum ReportFile {
  /// Reads a whole report.
  static func report(_ path: String) throws -> RunReport {
    let bytes = try FileAccess.read(path)
    do throws(ReportError) {
      return try RunReportCodec.decode(bytes)
    } catch {
      throw CommandFailure(
        message: "\(path): \(error)", exitCode: ExitCode.malformedInput)
    }
  }

  /// Reads a report that may have been cut off.
  static func journal(_ path: String) throws -> RunReportCodec.Journal {
    let bytes = try FileAccess.read(path)
    do throws(ReportError) {
      return try RunReportCodec.decodeJournal(bytes)
    } catch {
      throw CommandFailure(
        message: "\(path): \(error)", exitCode: ExitCode.malformedInput)
    }
  }
}
