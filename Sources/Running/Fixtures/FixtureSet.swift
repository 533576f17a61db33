public import Conformance
public import Transports
import WireFormats

/// Recorded exchanges, read from HAR files.
public struct FixtureSet: Sendable {
  /// One entry and the file that it stands in.
  public struct Recording: Sendable {
    /// The file.
    public let file: String
    /// The entry.
    public let entry: HARDocument.Entry
  }

  /// Every entry, in the order of the files.
  public let recordings: [Recording]
  /// The entries of each probe, in the order of their attempts.
  public let entries: [ProbeID: [HARDocument.Entry]]
  /// The file that each probe's entries stand in.
  public let files: [ProbeID: String]
  /// Files that could not be used, each with one clear sentence.
  public let problems: [String]

  /// Reads files, and all HAR files below folders. A file that is broken is named and the others are
  /// still read.
  ///
  /// - Parameter acceptsForeign: whether entries that were recorded for no probe, as other programs
  ///   write them, are welcome.
  public init(reading paths: [String], acceptsForeign: Bool = false) {
    var recordings: [Recording] = []
    var entries: [ProbeID: [HARDocument.Entry]] = [:]
    var files: [ProbeID: String] = [:]
    var problems: [String] = []
    for path in FixtureSet.expand(paths, problems: &problems) {
      do {
        let document = try HARDocument(parsing: try FileAccess.read(path))
        for entry in document.entries {
          if let probe = entry.probe {
            if let other = files[probe.id], other != path {
              problems.append("\(path): the probe \(probe.id) is recorded in \(other), too")
              break
            }
            files[probe.id] = path
            entries[probe.id, default: []].append(entry)
          } else if !acceptsForeign {
            problems.append(
              "\(path): an entry was recorded for no probe: judge it with assay judge")
            break
          }
          recordings.append(Recording(file: path, entry: entry))
        }
      } catch let error as HARError {
        problems.append("\(path): \(error)")
      } catch {
        problems.append("\(error)")
      }
    }
    self.recordings = recordings
    self.entries = entries
    self.files = files
    self.problems = problems
  }

  /// The model that most of the recorded requests asked for, `nil` where none names one.
  public var model: String? {
    recordings.compactMap { recording -> String? in
      let exchange = recording.entry.exchange
      guard let status = exchange.status, (200..<300).contains(status) else { return nil }
      let evidence = Evidence(of: exchange, endpoint: nil)
      return evidence.completion == nil ? nil : evidence.requestBody?["model"]?.string
    }.mostFrequent
  }

  /// The folder that most probably was recorded to: that of the first file.
  var folder: String {
    files.values.min().map { FileAccess.folder(of: $0) } ?? "DIR"
  }

  /// The paths of HAR files: those named, and those below the folders named.
  static func expand(_ paths: [String], problems: inout [String]) -> [String] {
    var files: [String] = []
    for path in paths {
      guard FileAccess.isFolder(path) else {
        files.append(path)
        continue
      }
      do throws(FileAccess.Failure) {
        files += try FileAccess.files(below: path).filter { $0.hasSuffix(".har") }
          .map { path + "/" + $0 }
      } catch {
        problems.append(error.description)
      }
    }
    return files
  }
}
