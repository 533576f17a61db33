import Conformance
import Foundation
import Testing
import WireFormats

/// The exchanges in `fixtures/checks`: `good/` those on which no check may find anything, by file
/// name; `broken/` changes to them, with what must be found and nothing else.
enum ExchangeCorpus {
  /// A change to a good exchange, or an exchange of its own, and what must be found.
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let name: String
    let value: JSONValue

    var testDescription: String { "\(file): \(name)" }

    /// What must be found, as `{"check", "level"?, "event"?, "pointer"?, "field"?, "at"?,
    /// "entails"?}`.
    var expected: [JSONValue] { value["findings"]?.array ?? [] }

    func fixture() throws -> ExchangeFixture {
      var exchange = value["exchange"] ?? .object(JSONObject())
      if let base = value["from"]?.string {
        exchange = try #require(ExchangeCorpus.good[base], "no good exchange \(base)")
      }
      var replacements: [(this: [UInt8], by: [UInt8])] = []
      var cut = 0
      for edit in value["edit"]?.array ?? [] {
        if let this = edit["replace"]?.string {
          replacements.append((Array(this.utf8), try bytes(of: edit)))
        } else if let count = edit["cut"]?.int {
          cut += count
        } else {
          exchange = try #require(JSONEdit(edit), "unknown edit \(edit)").apply(to: exchange)
        }
      }
      return ExchangeFixture(value: exchange, replacements: replacements, cut: cut)
    }

    private func bytes(of edit: JSONValue) throws -> [UInt8] {
      if let text = edit["by"]?.string { return Array(text.utf8) }
      return try #require(edit["bytes"]?.array).compactMap { $0.int.flatMap(UInt8.init(exactly:)) }
    }
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: "fixtures/checks")

  /// The good exchanges by name.
  static let good: [String: JSONValue] = Dictionary(
    uniqueKeysWithValues: files(in: "good").map { ($0.name, $0.value) })

  /// The names of the good exchanges, sorted.
  static let goodNames: [String] = good.keys.sorted()

  /// The cases, in order of file and place.
  static let broken: [Case] = cases(in: "broken")

  /// The legal surprises: nothing at all is found in them, or no more than a warning.
  static let legal: [Case] = cases(in: "legal")

  private static func cases(in subfolder: String) -> [Case] {
    files(in: subfolder).flatMap { file in
      (file.value.array ?? []).map { value in
        Case(file: file.name, name: value["name"]?.string ?? "unnamed", value: value)
      }
    }
  }

  private static func files(in subfolder: String) -> [(name: String, value: JSONValue)] {
    let folder = folder.appending(path: subfolder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { name in
      let bytes = (try? Data(contentsOf: folder.appending(path: name))).map { [UInt8]($0) } ?? []
      do {
        return (String(name.dropLast(5)), try JSONDocument(parsing: bytes).value)
      } catch {
        Issue.record("\(subfolder)/\(name): \(error)")
        return (String(name.dropLast(5)), .null)
      }
    }
  }
}
