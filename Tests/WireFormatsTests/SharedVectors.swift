import Foundation

/// Public test corpora that stand beside the repository and are not part of it.
///
/// They are looked for in the directory that the environment variable `ASSAY_SHARED` names, else in
/// `../shared` relative to the repository's root. Tests that need them are disabled where they are
/// absent.
enum SharedVectors {
  /// Why a test that needs the corpora did not run.
  static let absence = "the public corpora are not here: set ASSAY_SHARED to their directory"

  /// The directory, whether it exists or not.
  static let directory: URL = {
    if let path = ProcessInfo.processInfo.environment["ASSAY_SHARED"] {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return root.deletingLastPathComponent().appendingPathComponent("shared", isDirectory: true)
  }()

  /// The files of a subdirectory, sorted by name; empty where it does not exist.
  static func files(in path: String) -> [URL] {
    let folder = directory.appendingPathComponent(path, isDirectory: true)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    let found = FileManager.default.subpaths(atPath: folder.path) ?? []
    return found.sorted().map { folder.appendingPathComponent($0) }
  }
}
