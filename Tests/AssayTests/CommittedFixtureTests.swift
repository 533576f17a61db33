import Assay
import Foundation
import Testing

/// The recordings of this repository are what they say they are, and are judged without trouble.
@Suite struct CommittedFixtureTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let fixtures = root.appendingPathComponent("fixtures").path
  private static let captures = root.deletingLastPathComponent()
    .appendingPathComponent("shared/captures").path

  private struct Line: Decodable {
    let type: String
    let id: String?
    let verdict: String?
    let findings: [Found]?

    struct Found: Decodable, Hashable {
      let check: String
      let level: String
    }
  }

  private static func lines(_ text: String) throws -> [Line] {
    try text.split(separator: "\n")
      .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
      .filter { $0.type == "result" }
  }

  /// Verdicts and checks by the name of the exchange, without its folder.
  private static func judged(_ folder: String, spec: String) throws -> [String: [String]] {
    let outcome = try AssayProcess.run(
      ["judge", folder, "--spec", spec, "--quiet", "--report", "json=-"])
    #expect([0, 1, 2].contains(outcome.status), "\(outcome.errors)")
    #expect(outcome.errors == "")
    return Dictionary(
      try lines(outcome.output).map { line in
        let name = line.id?.split(separator: "/").last.map(String.init) ?? ""
        let checks = (line.findings ?? []).map { "\($0.check) \($0.level)" }
        return (name, [line.verdict ?? ""] + checks)
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: ["flock", "flexai", "flowapi", "rag-pat-gateway", "model-library"])
  func aSimulatedSetIsReplayedWithoutADeviation(spec: String) throws {
    let outcome = try AssayProcess.run(
      ["replay", "\(Self.fixtures)/simulated/\(spec)", "--spec", spec, "--recorded-only"]
        + ["--quiet", "--report", "json=-"])
    #expect(outcome.status == 0, "\(outcome.errors) – a change of the plan needs fixtures/refresh")
    #expect(outcome.errors == "")
    let verdicts = try Self.lines(outcome.output).compactMap(\.verdict)
    #expect(verdicts.count > 50)
    #expect(verdicts.count { $0 == "pass" } > 40)
    #expect(!verdicts.contains("fail"))
  }

  @Test(arguments: ["simulated", "documented", "recorded"])
  func noKindIsPassedOffAsAnother(kind: String) throws {
    let fixtures = FixtureSet(reading: ["\(Self.fixtures)/\(kind)"], acceptsForeign: true)
    // Probes of several specs share their ids.
    #expect(fixtures.problems.allSatisfy { $0.contains(" is recorded in ") })
    #expect(!fixtures.recordings.isEmpty)
    for recording in fixtures.recordings {
      let provenance = try #require(recording.entry.provenance)
      #expect(provenance.kind.rawValue == kind, "\(recording.file)")
      #expect(provenance.from.count > 10)
    }
  }

  /// What the page prints is judged as the page prints it.
  @Test func documentedExamplesAreJudgedAsPrinted() throws {
    let flexai = try Self.judged(Self.fixtures + "/documented/flexai", spec: "flexai")
    let example = try #require(flexai["create-a-chat-completion"])
    #expect(example.first == "fail")
    #expect(example.contains("usage.total should"), "\(example)")
    let flowapi = try Self.judged(Self.fixtures + "/documented/flowapi", spec: "flowapi")
    // The page prints a body and no header fields.
    let shape = try #require(flowapi["error-shape"])
    #expect(shape.contains("http.request-id must"), "\(shape)")
    #expect(!shape.contains("errors.envelope must"), "\(shape)")
  }

  @Test(arguments: [("llama.cpp", "llama_server"), ("litellm", "litellm")])
  func aRecordedSetIsJudgedAsItsCapturesAre(server: String, folder: String) throws {
    let recorded = try Self.judged("\(Self.fixtures)/recorded/\(server)", spec: "openai")
    #expect(recorded.count > 100)
    #expect(recorded.values.contains { $0.first == "fail" })
    // The captures themselves are not part of the repository.
    guard FileManager.default.fileExists(atPath: "\(Self.captures)/\(folder)") else { return }
    #expect(try Self.judged("\(Self.captures)/\(folder)", spec: "openai") == recorded)
  }
}
