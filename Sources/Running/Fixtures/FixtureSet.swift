public import Conformance
public import Transports
import WireFormats

/// Recorded exchanges by probe, read from HAR files.
public struct FixtureSet: Sendable {
  /// The entries of each probe, in the order of their attempts.
  public let entries: [ProbeID: [HARDocument.Entry]]
  /// The file that each probe's entries stand in.
  public let files: [ProbeID: String]
  /// Files that could not be read, each with one clear sentence.
  public let problems: [String]

  /// Reads files, and all HAR files below folders. A file that is broken is named and the others are
  /// still read.
  public init(reading paths: [String]) {
    var entries: [ProbeID: [HARDocument.Entry]] = [:]
    var files: [ProbeID: String] = [:]
    var problems: [String] = []
    for path in FixtureSet.expand(paths, problems: &problems) {
      do {
        let document = try HARDocument(parsing: try FileAccess.read(path))
        for entry in document.entries {
          guard let probe = entry.probe else {
            problems.append(
              "\(path): an entry was recorded for no probe: judge it with assay judge")
            break
          }
          if let other = files[probe.id], other != path {
            problems.append("\(path): the probe \(probe.id) is recorded in \(other), too")
            break
          }
          files[probe.id] = path
          entries[probe.id, default: []].append(entry)
        }
      } catch let error as HARError {
        problems.append("\(path): \(error)")
      } catch {
        problems.append("\(error)")
      }
    }
    self.entries = entries
    self.files = files
    self.problems = problems
  }

  /// The model that the recorded requests asked for, `nil` where none names one.
  public var model: String? {
    entries.keys.sorted().lazy.flatMap { entries[$0] ?? [] }.compactMap { entry in
      let evidence = Evidence(of: entry.exchange, endpoint: nil)
      return evidence.isSuccess && evidence.completion != nil
        ? evidence.requestBody?["model"]?.string : nil
    }.first
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
