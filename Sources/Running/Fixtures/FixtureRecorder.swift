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
    /// The file cannot be written.
    case unwritable(FileAccess.Failure)

    /// One sentence.
    public var description: String {
      switch self {
      case .secretLeft(let probe, let what):
        "\(probe) is not recorded: \(what) is left in it after redaction"
      case .unwritable(let failure): failure.description
      }
    }
  }

  /// Writes one probe's recording; nothing where the probe exchanged nothing.
  public func record(_ result: ProbeResult) throws(Failure) {
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
            specDigest: specDigest, requestHash: exchange.request.replayHash),
          provenance: provenance))
    }
    guard !entries.isEmpty else { return }
    let document = HARDocument(entries: entries, creatorVersion: Version.current)
    do throws(FileAccess.Failure) {
      try FileAccess.write(
        Array(document.serialized().utf8), to: "\(folder)/\(result.probe.id).har")
    } catch {
      throw .unwritable(error)
    }
  }
}
