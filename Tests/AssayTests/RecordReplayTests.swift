import Assay
import Foundation
import Testing

/// What was recorded is judged again as it was judged the first time, byte for byte.
@Suite struct RecordReplayTests {
  /// Runs the smoke probes of flexai in process and records them.
  private static func recordedSmoke(in folder: String) throws {
    let outcome = try AssayProcess.run(
      ["run", "flexai", "--simulated", "--profile", "smoke", "--record", folder, "--quiet"]
        + ["--report", "json=/dev/null"])
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private static func results(_ path: String) throws -> [Substring] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    // The first line says when and how the report was made.
    return Array(lines.dropFirst())
  }

  /// Over sockets: the run's results and those of two replays are the same bytes.
  @Test(arguments: ["flock", "flexai", "flowapi", "rag-pat-gateway", "model-library", "openai"])
  func aReplaySaysWhatTheRunSaid(spec: String) throws {
    let folder = try AssayProcess.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let suite = try Suite(spec)
    let provider = try ReferenceProvider(
      spec: suite.spec,
      options: SimulatorOptions(firstTokenMilliseconds: 1, tokenMilliseconds: 0, clock: .system))
    let server = try SimulatorServer(provider: provider)
    defer { server.stop() }
    var variables = ["ASSAY_TEST_KEY": provider.key]
    for credential in suite.spec.service.credentials {
      for part in credential.value.split(separator: "{").dropFirst() {
        let name = String(part.prefix { $0 != "}" })
        if name != "key" { variables[name] = "assay-test-\(name.lowercased())" }
      }
    }
    let run = try AssayProcess.run(
      ["run", spec, "--base-url", server.baseURL, "--api-key-env", "ASSAY_TEST_KEY"]
        + ["--rate", "100000/s", "--record", "har", "--report", "json=run.jsonl", "--quiet"],
      in: folder, environment: variables)
    #expect(run.errors == "")
    let formats = ["json", "junit", "markdown", "html", "sarif", "tap"]
    for round in ["one", "two"] {
      let replay = try AssayProcess.run(
        ["replay", "har", "--quiet"] + formats.flatMap { ["--report", "\($0)=\(round)/\($0)"] },
        in: folder)
      #expect(replay.status == run.status)
      #expect(replay.errors == "")
    }
    for format in formats {
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/one/\(format)"))
          == Data(contentsOf: URL(fileURLWithPath: "\(folder)/two/\(format)")), "\(format)")
    }
    let (first, second) = (
      try Self.results(folder + "/run.jsonl"), try Self.results(folder + "/one/json")
    )
    try #require(first.count > 50)
    #expect(first.count == second.count)
    for (line, again) in zip(first, second) { #expect(line == again) }
    for file in try FileManager.default.contentsOfDirectory(atPath: folder + "/har") {
      let text = try String(contentsOfFile: "\(folder)/har/\(file)", encoding: .utf8)
      #expect(!text.contains(provider.key))
    }
  }

  /// A probe that was taken several times is replayed so.
  @Test func samplesAreReplayed() throws {
    let folder = try AssayProcess.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let common = ["--samples", "3", "--only", "chat.stream.*", "--quiet"]
    let run = try AssayProcess.run(
      ["run", "openai", "--simulated", "--record", "har", "--report", "json=run.jsonl"] + common,
      in: folder)
    let replay = try AssayProcess.run(
      ["replay", "har", "--report", "json=replay.jsonl"] + common, in: folder)
    #expect(replay.status == run.status)
    #expect(
      try Self.results(folder + "/run.jsonl") == Self.results(folder + "/replay.jsonl"))
  }

  @Test func aMissingRecordingSaysHowToMakeIt() throws {
    let folder = try AssayProcess.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.recordedSmoke(in: folder + "/har")
    try FileManager.default.removeItem(atPath: folder + "/har/chat.plain.har")
    let common = ["replay", "har", "--profile", "smoke", "--report", "json=-"]
    let outcome = try AssayProcess.run(common, in: folder)
    #expect(outcome.status == 2)
    #expect(
      outcome.output.contains(
        "not recorded: record it again with assay run flexai --only chat.plain --record har"))
    let update = try AssayProcess.run(common + ["--update-plan"], in: folder)
    #expect(update.status == 2)
    #expect(
      update.output
        == "new      chat.plain  never recorded\n"
        + "record again: assay run flexai --only chat.plain --record har\n")
    #expect(try AssayProcess.run(common + ["--recorded-only"], in: folder).status == 0)
  }

  /// The plan asks another model than was recorded: every request that names it has changed.
  @Test func aChangedRequestSaysWhatChanged() throws {
    let folder = try AssayProcess.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.recordedSmoke(in: folder + "/har")
    let common = ["replay", "har", "--profile", "smoke", "--report", "json=-"]
    let other = common + ["--model", "other"]
    let outcome = try AssayProcess.run(other, in: folder)
    #expect(outcome.status == 2)
    #expect(
      outcome.output.contains(
        #"the plan sends another request than was recorded at \"request\" (/model: recorded "#
          + #"\"Qwen/Qwen2.5-32B-Instruct\", planned \"other\"): record it again with assay run"#))
    let update = try AssayProcess.run(other + ["--update-plan"], in: folder)
    #expect(update.status == 2)
    #expect(update.output.contains("changed  chat.plain"))
    #expect(
      update.output.contains(
        #"/model: recorded "Qwen/Qwen2.5-32B-Instruct", planned "other""#))
    let same = try AssayProcess.run(common + ["--update-plan"], in: folder)
    #expect(same.status == 0)
    #expect(same.output == "the recordings are those of the plan\n")
    try FileManager.default.copyItem(
      atPath: folder + "/har/chat.plain.har", toPath: folder + "/har/chat.old.har")
    let old = try String(contentsOfFile: folder + "/har/chat.old.har", encoding: .utf8)
    try old.replacingOccurrences(of: #""chat.plain""#, with: #""chat.old""#)
      .write(toFile: folder + "/har/chat.old.har", atomically: true, encoding: .utf8)
    let gone = try AssayProcess.run(common + ["--update-plan"], in: folder)
    #expect(gone.output.contains("gone     chat.old  remove har/chat.old.har"))
  }
}
