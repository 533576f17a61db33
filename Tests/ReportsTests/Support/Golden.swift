import Foundation
import Testing

/// Files that hold what a writer is to write. With `ASSAY_RECORD_GOLDEN` set in the environment they
/// are made again, to be read before they are committed.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Reports/Golden")

  static func expect(
    _ text: String, matches name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["ASSAY_RECORD_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let wanted = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    guard wanted != text else { return }
    let pairs = zip(lines(of: wanted), lines(of: text)).enumerated()
    let first = pairs.first { $0.element.0 != $0.element.1 }
    let place = first.map { "line \($0.offset + 1): \($0.element.1)" } ?? "its length"
    Issue.record("\(name) differs at \(place)", sourceLocation: sourceLocation)
  }

  private static func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
