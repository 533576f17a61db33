import Foundation
import JSONSchema
import WireFormats

/// The corpus in `fixtures/json-schema`: files in the format of the official suite, where each test
/// that is not valid also says which violations there are, in order.
enum Corpus {
  struct Case: Sendable, CustomStringConvertible {
    let file: String
    let group: String
    let test: String
    let schema: JSONValue
    let data: JSONValue
    let isValid: Bool
    let violations: [SchemaViolation]

    var description: String { "\(file): \(group): \(test)" }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/json-schema")

  static let cases: [Case] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().flatMap { name in
      (OfficialSuite.read(folder.appending(path: name))?.array ?? []).flatMap { group in
        (group["tests"]?.array ?? []).map { test in
          Case(
            file: name, group: group["description"]?.string ?? "",
            test: test["description"]?.string ?? "", schema: group["schema"] ?? .null,
            data: test["data"] ?? .null, isValid: test["valid"]?.bool ?? false,
            violations: (test["violations"]?.array ?? []).map(violation))
        }
      }
    }
  }()

  private static func violation(_ value: JSONValue) -> SchemaViolation {
    SchemaViolation(
      instanceLocation: pointer(value["instanceLocation"]),
      keywordLocation: pointer(value["keywordLocation"]),
      keyword: value["keyword"]?.string ?? "", expected: value["expected"]?.string ?? "",
      actual: value["actual"]?.string ?? "")
  }

  private static func pointer(_ value: JSONValue?) -> JSONPointer {
    JSONPointer(parsing: value?.string ?? "") ?? JSONPointer()
  }
}
