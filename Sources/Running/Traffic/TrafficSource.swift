public import Conformance
import Transports

/// Exchanges that somebody else recorded, read file by file.
public struct TrafficSource: Sendable {
  /// One exchange and its name in the report.
  public struct Item: Sendable {
    /// The name: the file's, with the number of the entry where it holds several.
    public let name: String
    /// The file.
    public let file: String
    /// The exchange.
    public let exchange: HTTPExchange
  }

  /// The files: HAR, or a raw response (`.http`) whose request stands beside it (`.req`).
  public let files: [String]

  /// Finds the files named and those below the folders named, sorted within each folder.
  public init(_ paths: [String]) throws(FileAccess.Failure) {
    var files: [String] = []
    for path in paths {
      if FileAccess.isFolder(path) {
        files += try FileAccess.files(below: path)
          .filter { $0.hasSuffix(".har") || $0.hasSuffix(".http") }.map { path + "/" + $0 }
      } else if FileAccess.exists(path) {
        files.append(path)
      } else {
        _ = try FileAccess.read(path)
      }
    }
    self.files = files
  }

  /// Why a file cannot be judged, in one sentence that names it.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String
  }

  /// The exchanges of one file.
  public static func items(in file: String) throws(Failure) -> [Item] {
    do {
      let stem = file.split(separator: "/").suffix(2).joined(separator: "/")
      if file.hasSuffix(".http") {
        let request = try FileAccess.read(String(file.dropLast(5)) + ".req")
        let capture = RawCapture(request: request, response: try FileAccess.read(file))
        return [
          Item(name: String(stem.dropLast(5)), file: file, exchange: try capture.exchange())
        ]
      }
      let document = try HARDocument(parsing: try FileAccess.read(file))
      let name = stem.hasSuffix(".har") ? String(stem.dropLast(4)) : stem
      return document.entries.enumerated().map { index, entry in
        Item(
          name: document.entries.count == 1 ? name : "\(name)#\(index + 1)", file: file,
          exchange: entry.exchange)
      }
    } catch let error as FileAccess.Failure {
      throw Failure(description: error.description)
    } catch {
      throw Failure(description: "\(file): \(error)")
    }
  }
}
