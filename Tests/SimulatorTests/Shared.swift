import FoundationEssentials

/// The folder `../shared` beside the repository, which not every machine has.
enum Shared {
  private static let root: String = {
    var parts = #filePath.split(separator: "/").map(String.init)
    // Tests/SimulatorTests/Shared.swift, then the repository itself.
    parts.removeLast(4)
    return "/" + parts.joined(separator: "/") + "/shared"
  }()

  static func exists(_ name: String) -> Bool {
    candidates(name).contains { FileManager.default.fileExists(atPath: $0) }
  }

  static func text(of name: String) throws -> String {
    for path in candidates(name) where FileManager.default.fileExists(atPath: path) {
      return try String(contentsOfFile: path, encoding: .utf8)
    }
    return ""
  }

  static func lines(of name: String) throws -> [String] {
    try text(of: name).split(separator: "\n").map(String.init)
  }

  /// Beside the repository, or one folder further out where the repository is a second work tree.
  private static func candidates(_ name: String) -> [String] {
    [root + "/" + name, root + "/../../shared/" + name]
  }
}
