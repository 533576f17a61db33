import Foundation
import Testing

/// A file of cases under `fixtures`, as the `README.md` beside it explains.
struct Corpus<Case: Decodable>: Decodable {
  let cases: [Case]

  /// All cases of a folder, in order of file and place.
  static func load(_ folder: String) -> [Case] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let directory = root.appendingPathComponent("fixtures/\(folder)", isDirectory: true)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().flatMap { name -> [Case] in
      do {
        let data = try Data(contentsOf: directory.appendingPathComponent(name))
        return try JSONDecoder().decode(Corpus<Case>.self, from: data).cases
      } catch {
        Issue.record(error, "fixtures/\(folder)/\(name)")
        return []
      }
    }
  }
}

/// The bytes of a case: as text, as hexadecimal pairs, or as pieces that are repeated.
struct CorpusInput: Decodable {
  struct Part: Decodable {
    let text: String
    let times: Int
  }

  let text: String?
  let hex: String?
  let parts: [Part]?

  var bytes: [UInt8] {
    if let text { return Array(text.utf8) }
    if let parts {
      return parts.flatMap { Array(String(repeating: $0.text, count: $0.times).utf8) }
    }
    return CorpusInput.bytes(hex: hex ?? "")
  }

  /// The bytes that pairs of hexadecimal digits name, white space between them.
  static func bytes(hex: String) -> [UInt8] {
    hex.split(separator: " ").compactMap { UInt8($0, radix: 16) }
  }
}
