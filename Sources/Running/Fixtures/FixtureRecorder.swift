public import Conformance
public import Transports
import WireFormats

/// Writes each probe's exchanges to a folder, one HAR file a probe, redacted before the first byte
/// reaches the disk.
public struct FixtureRecorder: Sendable {
  private let folder: String
  private let redactor: Redactor
  private let specDigest: String
  private let provenance: HARDocument.Provenance

  /// Makes a recorder.
  ///
  /// - Parameters:
  ///   - folder: where the files go.
  ///   - redactor: takes secrets away.
  ///   - specDigest: the digest of the spec that the plan came from.
  ///   - provenance: what is being recorded, and when.
  public init(
    folder: String, redactor: Redactor, specDigest: String, provenance: HARDocument.Provenance
  ) {
    self.folder = folder
    self.redactor = redactor
    self.specDigest = specDigest
    self.provenance = provenance
  }

  /// Why a recording was not written.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    /// Something that looks like a key is left in an exchange.
    case secretLeft(probe: ProbeID, what: String)
    /// What was to be written cannot be read again.
    case unreadable(probe: ProbeID, HARError)
    /// The file cannot be written.
    case unwritable(FileAccess.Failure)

    /// One sentence.
    public var description: String {
      switch self {
      case .secretLeft(let probe, let what):
        "\(probe) is not recorded: \(what) is left in it after redaction"
      case .unreadable(let probe, let error):
        "\(probe) is not recorded: its recording could not be read again, \(error)"
      case .unwritable(let failure): failure.description
      }
    }
  }

  /// Finds out, before anything is sent, whether recordings can be written.
  public func checkWritable() throws(FileAccess.Failure) {
    try FileAccess.checkWritable("\(folder)/recording.har")
  }

  /// Writes one probe's recording, and judges the probe by it, so that a run that is recorded says
  /// byte for byte what every replay of the recording will say.
  ///
  /// Nothing is written, and the result is returned as it is, where nothing was exchanged and where
  /// the run was stopped before the probe was done: half a recording would be judged as a whole one.
  public func record(_ result: ProbeResult, judgingBy replayer: Replayer) throws(Failure)
    -> ProbeResult
  {
    let text = HARDocument(
      entries: try entries(of: result), creatorVersion: Version.current
    ).serialized()
    let read: [HARDocument.Entry]
    do throws(HARError) {
      read = try HARDocument(parsing: text.utf8).entries
    } catch {
      throw .unreadable(probe: result.probe.id, error)
    }
    guard !read.isEmpty, result.attempts.last?.failure == nil else { return result }
    let replayed = replayer.result(of: result.probe, recorded: read)
    if result.judgement.verdict == .error && replayed.judgement.verdict != .error { return result }
    do throws(FileAccess.Failure) {
      try FileAccess.write(Array(text.utf8), to: "\(folder)/\(result.probe.id).har")
    } catch {
      throw .unwritable(error)
    }
    return replayed
  }

  private func entries(of result: ProbeResult) throws(Failure) -> [HARDocument.Entry] {
    var entries: [HARDocument.Entry] = []
    for attempt in result.attempts {
      guard let exchange = attempt.exchange else { continue }
      let redacted = redactor.redact(exchange)
      if let left = redactor.leftover(in: redacted) {
        throw .secretLeft(probe: result.probe.id, what: "\(left.shape) in the \(left.part)")
      }
      entries.append(
        HARDocument.Entry(
          exchange: redacted,
          probe: HARDocument.ProbeReference(
            id: result.probe.id, step: attempt.step, attempt: attempt.number,
            specDigest: specDigest, requestHash: exchange.request.replayHash,
            basePath: exchange.request.origin.basePath),
          provenance: provenance))
    }
    return entries
  }
}
