public import Conformance
import Reports
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
  private let descriptor: Mutex<Int32>
  private let path: String
  private let header: RunReport.Header
  private let spec: ProviderSpec

  /// Begins a journal, or goes on with one.
  ///
  /// - Parameters:
  ///   - path: the file; one that is there is replaced unless it is continued.
  ///   - header: the run.
  ///   - spec: whose credential fields are masked.
  ///   - keeping: how many bytes of the file are kept, from ``RunReportCodec/Journal``; `nil` to
  ///     begin anew.
  public init(path: String, header: RunReport.Header, spec: ProviderSpec, keeping: Int? = nil)
    throws(FileAccess.Failure)
  {
    try FileAccess.checkWritable(path)
    self.path = path
    self.header = header
    self.spec = spec
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path) }
    self.descriptor = Mutex(descriptor)
    guard ftruncate(descriptor, off_t(keeping ?? 0)) == 0, lseek(descriptor, 0, SEEK_END) >= 0
    else { throw Self.failure(path) }
    if keeping == nil { try append(RunReportCodec.headerLine(header)) }
  }

  /// Adds one result.
  public func add(_ result: ProbeResult) throws(FileAccess.Failure) {
    try append(RunReportCodec.line(for: result, header: header, spec: spec))
  }

  /// Says that the run has ended.
  public func finish(_ report: RunReport) throws(FileAccess.Failure) {
    try append(RunReportCodec.footerLine(report))
  }

  private func append(_ line: String) throws(FileAccess.Failure) {
    let bytes = Array(line.utf8)
    let isWritten = descriptor.withLock { descriptor in
      var done = 0
      while done < bytes.count {
        let count = bytes.withUnsafeBytes { buffer in
          buffer.baseAddress.map { write(descriptor, $0 + done, bytes.count - done) } ?? 0
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

  deinit { descriptor.withLock { _ = close($0) } }
}
