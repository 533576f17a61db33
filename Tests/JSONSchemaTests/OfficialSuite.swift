import Foundation
import JSONSchema
import WireFormats

/// The official JSON Schema test suite, where it lies beside the repository or where ASSAY_SHARED
/// says; it is not part of the project.
enum OfficialSuite {
  /// One test of the suite.
  struct Case: Sendable, CustomStringConvertible {
    let file: String
    let group: String
    let test: String
    let schema: JSONValue
    let data: JSONValue
    let isValid: Bool

    var description: String { "\(file): \(group): \(test)" }
  }

  /// The folder of public material that is not part of the project.
  private static let sharedFolder =
    ProcessInfo.processInfo.environment["ASSAY_SHARED"].map { URL(filePath: $0) }
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

  static let folder: URL? = {
    let folder = sharedFolder.appending(path: "vectors/json-schema")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// OpenAI's published OpenAPI document, where it is there.
  static let openAPIDocument = read(sharedFolder.appending(path: "vectors/openai/openapi.json"))

  static var isPresent: Bool { folder != nil }

  static let required = cases(in: "tests/draft2020-12", recursive: false)
  static let optional = cases(in: "tests/draft2020-12/optional", recursive: true)

  /// The documents that the suite's schemas refer to, by URI.
  static let registry: [String: JSONValue] = {
    guard let remotes = folder?.appending(path: "remotes") else { return [:] }
    var registry: [String: JSONValue] = [:]
    for path in files(in: remotes, recursive: true) {
      let name = path.path.dropFirst(remotes.path.count + 1)
      if let value = read(path) { registry["http://localhost:1234/" + name] = value }
    }
    return registry
  }()

  static func read(_ url: URL) -> JSONValue? {
    guard let data = FileManager.default.contents(atPath: url.path) else { return nil }
    return try? JSONDocument(parsing: data).value
  }

  private static func files(in folder: URL, recursive: Bool) -> [URL] {
    let names =
      recursive
      ? (FileManager.default.subpaths(atPath: folder.path) ?? [])
      : ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    return names.filter { $0.hasSuffix(".json") }.sorted().map { folder.appending(path: $0) }
  }

  private static func cases(in path: String, recursive: Bool) -> [Case] {
    guard let folder = folder?.appending(path: path) else { return [] }
    return files(in: folder, recursive: recursive).flatMap { file in
      let name = String(file.path.dropFirst(folder.path.count + 1).dropLast(5))
      return (read(file)?.array ?? []).flatMap { group in
        (group["tests"]?.array ?? []).map { test in
          Case(
            file: name, group: group["description"]?.string ?? "",
            test: test["description"]?.string ?? "", schema: group["schema"] ?? .null,
            data: test["data"] ?? .null, isValid: test["valid"]?.bool ?? false)
        }
      }
    }
  }
}
