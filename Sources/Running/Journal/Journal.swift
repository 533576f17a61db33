public import Conformance
public import Reports
import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A run's results as they come, on disk: a JSON Lines report whose footer is missing until the run
/// has ended. Whatever kills the process, what was finished is kept, and a run can be continued from
/// it.
public final class Journal: Sendable {
  private struct File {
    var descriptor: Int32
    /// The results that stand in it.
    var ids: Set<ProbeID>
  }

  private let file: Mutex<File>
  private let path: String
  private let header: RunReport.Header
  private let spec: ProviderSpec

  /// Begins a journal, or goes on with one.
  ///
  /// - Parameters:
  ///   - path: the file; one that is there is replaced unless it is continued.
  ///   - header: the run.
  ///   - spec: whose credential fields are masked.
  public convenience init(path: String, header: RunReport.Header, spec: ProviderSpec)
    throws(FileAccess.Failure)
  {
    try self.init(path: path, header: header, spec: spec, keeping: nil, ids: [])
  }

  /// - Parameters:
  ///   - keeping: how many bytes of the file are kept, `nil` to begin anew.
  ///   - ids: the results that stand in these.
  private init(
    path: String, header: RunReport.Header, spec: ProviderSpec, keeping: Int?, ids: Set<ProbeID>
  ) throws(FileAccess.Failure) {
    try FileAccess.checkWritable(path)
    self.path = path
    self.header = header
    self.spec = spec
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path) }
    // Two runs that write into one file would lose both.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(descriptor)
      throw FileAccess.Failure(
        path: path, action: "write", cause: "another run writes this journal")
    }
    file = Mutex(File(descriptor: descriptor, ids: ids))
    guard ftruncate(descriptor, off_t(keeping ?? 0)) == 0, lseek(descriptor, 0, SEEK_END) >= 0
    else { throw Self.failure(path) }
    if keeping == nil { try append(RunReportCodec.headerLine(header)) }
  }

  /// Goes on with a journal that was cut off. Results that are errors say nothing of the provider,
  /// and are dropped to be made again; whatever is kept stays on disk all the while.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - found: what stands in it.
  ///   - spec: whose credential fields are masked.
  public static func resuming(
    path: String, found: RunReportCodec.Journal, spec: ProviderSpec
  ) throws(FileAccess.Failure) -> Journal {
    let judged = Self.judged(found)
    var length = found.keptByteCount
    if judged.count < found.results.count {
      let lines = judged.map { RunReportCodec.line(for: $0, header: found.header, spec: spec) }
      let text = RunReportCodec.headerLine(found.header) + lines.joined()
      try FileAccess.write(Array(text.utf8), to: path)
      length = text.utf8.count
    }
    return try Journal(
      path: path, header: found.header, spec: spec, keeping: length,
      ids: Set(judged.map(\.probe.id)))
  }

  /// The results of a journal that need not be made again.
  public static func judged(_ found: RunReportCodec.Journal) -> [ProbeResult] {
    found.results.filter { $0.judgement.verdict != .error }
  }

  /// Adds one result.
  public func add(_ result: ProbeResult) throws(FileAccess.Failure) {
    file.withLock { _ = $0.ids.insert(result.probe.id) }
    try append(RunReportCodec.line(for: result, header: header, spec: spec))
  }

  /// Says that the run has ended, after adding the results that no exchange led to: what was skipped,
  /// and what a refused preflight left undone.
  public func finish(_ results: [ProbeResult]) throws(FileAccess.Failure) {
    let written = file.withLock { $0.ids }
    for result in results where !written.contains(result.probe.id) { try add(result) }
    try append(RunReportCodec.footerLine(RunReport(header: header, results: results)))
  }

  private func append(_ line: String) throws(FileAccess.Failure) {
    let bytes = Array(line.utf8)
    let isWritten = file.withLock { file in
      var done = 0
      while done < bytes.count {
        let count = bytes.withUnsafeBytes { buffer in
          buffer.baseAddress.map { write(file.descriptor, $0 + done, bytes.count - done) } ?? 0
        }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
    guard isWritten else { throw Self.failure(path) }
  }

  private static func failure(_ path: String) -> FileAccess.Failure {
    FileAccess.Failure(path: path, action: "write", cause: String(cString: strerror(errno)))
  }

  deinit { file.withLock { _ = close($0.descriptor) } }
}
