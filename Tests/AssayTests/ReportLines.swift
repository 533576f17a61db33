import Foundation

/// The lines of a journal or JSON report, as any reader of JSON sees them.
struct ReportLines {
  /// Whole lines, without their ends.
  let lines: [String]

  init(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
      String.init)
  }

  /// The lines of results.
  var results: [String] {
    get throws { try lines.filter { try Self.object($0)["type"] as? String == "result" } }
  }

  /// The ids of the results, in file order.
  var ids: [String] {
    get throws { try results.map { try Self.object($0)["id"] as? String ?? "" } }
  }

  /// The last line.
  var footer: [String: Any] {
    get throws { try lines.last.map(Self.object) ?? [:] }
  }

  /// How many requests some lines speak of.
  static func requests(_ lines: some Sequence<String>) throws -> Int {
    try lines.reduce(0) { try $0 + ((object($1)["attempts"] as? [Any])?.count ?? 0) }
  }

  static func object(_ line: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
  }

  /// How many whole lines a file has while it is being written.
  static func count(_ path: String) -> Int {
    FileManager.default.contents(atPath: path)?.count { $0 == UInt8(ascii: "\n") } ?? 0
  }
}
