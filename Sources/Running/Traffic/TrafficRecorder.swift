import Conformance
import Transports

/// Keeps traffic that somebody else recorded as HAR files of our own, redacted: one file for each
/// that was read.
public struct TrafficRecorder: Sendable {
  private let folder: String
  private let provenance: HARDocument.Provenance

  /// Makes a recorder.
  ///
  /// - Parameters:
  ///   - folder: where the files go.
  ///   - server: which server sent the bytes, and its version.
  ///   - date: the day of the recording, for instance `2026-11-20`.
  public init(folder: String, from server: String, date: String) {
    self.folder = folder
    provenance = HARDocument.Provenance(kind: .recorded, from: server, date: date)
  }

  /// Writes the exchanges of one file.
  ///
  /// - Parameters:
  ///   - items: the exchanges; nothing is written where there are none.
  ///   - file: the file that they come from, whose last part names the new one.
  func record(_ items: [TrafficSource.Item], of file: String) throws(TrafficSource.Failure) {
    var entries: [HARDocument.Entry] = []
    for item in items {
      let redactor = Redactor(secrets: Self.secrets(of: item.exchange.request))
      let redacted = redactor.redact(item.exchange)
      if let left = redactor.leftover(in: redacted) {
        throw TrafficSource.Failure(
          description: "\(file): not recorded, \(left.shape) is left in the \(left.part)")
      }
      entries.append(HARDocument.Entry(exchange: redacted, provenance: provenance))
    }
    guard !entries.isEmpty else { return }
    let name = file.split(separator: "/").last ?? "traffic"
    let ending = [".har", ".http"].first { name.hasSuffix($0) } ?? ""
    let stem = name.dropLast(ending.count)
    do throws(FileAccess.Failure) {
      try FileAccess.write(
        Array(
          HARDocument(entries: entries, creatorVersion: Version.current).serialized().utf8),
        to: "\(folder)/\(stem).har")
    } catch {
      throw TrafficSource.Failure(description: error.description)
    }
  }

  /// What the request's own credentials are, so that they are found wherever else they stand.
  private static func secrets(of request: HTTPRequest) -> [String] {
    ["Authorization", "X-API-Key", "API-Key", "X-LiteLLM-API-Key"].flatMap { name in
      request.fields.all(named: name).compactMap { $0.split(separator: " ").last.map(String.init) }
    }
  }
}
