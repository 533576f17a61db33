import Assay
import Foundation
import Testing

/// The client files, and `compat` and `trend` as a user runs them.
@Suite struct CompatCommandTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("specs/clients")

  static func clients() throws -> [ClientProfile] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try files.filter { $0.hasSuffix(".json") }.map { file in
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
      let client = try ClientProfile(parsing: bytes, name: file)
      #expect(client.id + ".json" == file)
      return client
    }
  }

  /// Every rule is about something that can be observed or checked, and every reaction says how it is
  /// known.
  @Test func everyRuleIsAboutSomethingThatCanBeSeen() throws {
    let families = Observers.keys.map(\.name)
    let checks = Set(
      try AssayProcess.run(["list", "checks"]).output.split(separator: "\n").map {
        String($0.prefix { $0 != " " })
      })
    for client in try Self.clients() {
      #expect(Set(client.rules.map(\.key)).count == client.rules.count, "\(client.id)")
      for rule in client.rules {
        if rule.key.hasPrefix("rule.") {
          #expect(checks.contains(String(rule.key.dropFirst(5))), "\(client.id) \(rule.key)")
          continue
        }
        let parts = rule.key.split(separator: ".")
        let isKnown = families.contains { family in
          let theirs = family.split(separator: ".")
          return theirs.count == parts.count
            && zip(theirs, parts).allSatisfy { $0 == $1 || $0.hasPrefix("<") || $1 == "*" }
        }
        #expect(isKnown, "\(client.id) \(rule.key)")
      }
    }
  }

  @Test(arguments: [
    (#"{"id": "x"}"#, "/title: needs a text"),
    (#"{"id": "x", "title": "x", "version": "1", "rules": []}"#, "/rules: needs a list of rules"),
    (
      #"{"id": "x", "title": "x", "version": "1", "rules": [{"key": "a", "breaks": [{"value": "b", "effect": "c", "evidence": []}]}]}"#,
      "/rules/0/breaks/0/evidence: needs at least one"
    ),
    (
      #"{"id": "x", "title": "x", "version": "1", "rules": [{"key": "a", "require": ["b"]}]}"#,
      "/rules/0/require: unknown"
    ),
    ("{", "/: not JSON"),
  ]) func aMalformedClientFileIsNamedWithItsPlace(text: String, phrase: String) {
    do throws(ClientProfileError) {
      _ = try ClientProfile(parsing: Array(text.utf8), name: "x.json")
      Issue.record("read \(text)")
    } catch {
      #expect(error.description.contains(phrase), "\(error)")
    }
  }

  static func run(_ name: String, faults: [String], in folder: String) throws {
    _ = try AssayProcess.run(
      [
        "run", "flexai", "--simulated", "--quiet", "--only", "chat.plain", "--only",
        "chat.stream.with-usage", "--report", "json=\(name).jsonl",
      ] + faults.flatMap { ["--fault", $0] }, in: folder)
  }

  @Test func tellsWhichClientsBreak() throws {
    let folder = try AssayProcess.temporaryFolder()
    try Self.run("good", faults: [], in: folder)
    try Self.run("role", faults: ["chunk-role-repeated"], in: folder)
    try Self.run("done", faults: ["sse-missing-done"], in: folder)
    let cases: [([String], Int32, String)] = [
      (["good.jsonl"], 0, "works"),
      (["role.jsonl", "--client", "openai-python"], 1, "assistantassistant"),
      // The SDK does without a terminator, a strict client does not.
      (["done.jsonl", "--client", "openai-python"], 0, "the end of the body ends the stream"),
      (["done.jsonl", "--client", "strict"], 1, "the stream counts as torn"),
      (["done.jsonl", "--format", "json"], 1, #""client": "strict""#),
      (["done.jsonl", "--format", "markdown"], 1, "| breaks | `stream.terminator` | none |"),
    ]
    for (arguments, status, phrase) in cases {
      let outcome = try AssayProcess.run(["compat"] + arguments, in: folder)
      #expect(outcome.status == status, "\(arguments) \(outcome.output)")
      #expect(outcome.output.contains(phrase), "\(arguments) \(outcome.output)")
    }
    let wrong = try AssayProcess.run(
      ["compat", "good.jsonl", "--client", "openai-pyton"], in: folder)
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("did you mean openai-python?"))
  }

  @Test func tellsWhenABehaviourChanged() throws {
    let folder = try AssayProcess.temporaryFolder()
    try Self.run("monday", faults: [], in: folder)
    try Self.run("tuesday", faults: ["sse-missing-done"], in: folder)
    try Self.run("wednesday", faults: ["sse-missing-done", "legal-sse-crlf"], in: folder)
    let days = ["monday.jsonl", "tuesday.jsonl", "wednesday.jsonl"]
    let outcome = try AssayProcess.run(["trend"] + days, in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("between monday and tuesday  once → none"))
    #expect(outcome.output.contains("between tuesday and wednesday  lf → crlf"))
    // Only what came with the last run counts.
    let codes = try [["--fail-on", "breaks"], ["--fail-on", "any"]].map {
      try AssayProcess.run(["trend"] + days + $0, in: folder).status
    }
    #expect(codes == [0, 1])
    let broken = try AssayProcess.run(
      ["trend", "monday.jsonl", "tuesday.jsonl", "--fail-on", "breaks"], in: folder)
    #expect(broken.status == 1)
    _ = try AssayProcess.run(
      [
        "run", "flock", "--simulated", "--quiet", "--only", "chat.plain", "--report",
        "json=o.jsonl",
      ],
      in: folder)
    let mixed = try AssayProcess.run(["trend", "monday.jsonl", "o.jsonl"], in: folder)
    #expect(mixed.status == 64)
    #expect(mixed.errors.contains("trend takes runs of one provider, not of flexai, flock"))
  }
}
