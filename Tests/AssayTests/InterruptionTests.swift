import Foundation
import Testing

/// Nothing that was paid for is lost, whatever ends a run.
@Suite(.serialized) struct InterruptionTests {
  static let formats = [
    "junit", "markdown", "html", "json", "github", "sarif", "tap", "badge", "shields",
  ]

  static func allReports(in folder: String) -> [String] {
    formats.flatMap { ["--report", "\($0)=\(folder)/\($0)"] }
  }

  /// A run at a pace that the documented rate limit does not slow down.
  static func arguments(_ url: String, _ more: [String]) -> [String] {
    ["run", "flexai", "--base-url", url, "--rate", "10000/s"] + more
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalStillWritesAllReportsOfWhatIsDone(signal: Int32) throws {
    let folder = try AssayProcess.temporaryFolder()
    let server = try ServedProvider("flexai", "--latency", "100", "--token-latency", "0")
    let run = try AssayProcess.start(
      Self.arguments(
        server.url,
        ["--concurrency", "2", "--journal", "journal"] + Self.allReports(in: "reports")),
      in: folder, environment: ["FLEXAI_API_KEY": server.key])
    try RunningAssay.wait(for: "some results") { ReportLines.count(folder + "/journal") > 6 }
    run.signal(signal)
    let outcome = try run.wait()
    #expect(outcome.status == 130)
    #expect(outcome.output.contains("interrupted"), "\(outcome.output)")
    for format in Self.formats {
      let size = FileManager.default.contents(atPath: "\(folder)/reports/\(format)")?.count ?? 0
      #expect(size > 20, "\(format)")
    }
    let report = try ReportLines(folder + "/reports/json")
    #expect(try report.footer["interrupted"] as? Bool == true)
    #expect(try (6..<120).contains(report.ids.count))
    // The journal has the same results, in the order in which they came, and no end.
    let journal = try ReportLines(folder + "/journal")
    #expect(
      try Set(journal.results) == Set(report.results.filter { $0.contains("\"attempts\":[{") }))
    #expect(try journal.footer["type"] as? String == "result")
    let junit = try String(contentsOfFile: folder + "/reports/junit", encoding: .utf8)
    #expect(junit.hasSuffix("</testsuites>\n"))
    _ = try server.stop()
  }

  @Test func aSignalDoesNotWaitForAnAnswer() throws {
    let folder = try AssayProcess.temporaryFolder()
    let server = try ServedProvider("flexai", "--latency", "600000")
    let relay = try CountingRelay(to: server.port)
    defer { relay.stop() }
    let run = try AssayProcess.start(
      Self.arguments(relay.url, ["--report", "json=report"]), in: folder,
      environment: ["FLEXAI_API_KEY": server.key])
    try RunningAssay.wait(for: "the first request") { relay.requests > 0 }
    run.signal(SIGTERM)
    #expect(try run.wait().status == 130)
    #expect(try ReportLines(folder + "/report").footer["interrupted"] as? Bool == true)
    _ = try server.stop()
  }

  @Test func aRunThatWasKilledGoesOnWithoutRepeatingAnything() throws {
    let folder = try AssayProcess.temporaryFolder()
    let journal = folder + "/journal"
    let server = try ServedProvider("flexai", "--latency", "20", "--token-latency", "0")
    let relay = try CountingRelay(to: server.port)
    defer { relay.stop() }
    let key = ["FLEXAI_API_KEY": server.key]
    let run = try AssayProcess.start(
      Self.arguments(relay.url, ["--concurrency", "3", "--journal", "journal"]), in: folder,
      environment: key)
    try RunningAssay.wait(for: "some results") { ReportLines.count(journal) > 20 }
    run.signal(SIGKILL)
    #expect(try run.wait().status == 128 + SIGKILL)
    // As if the last line had been cut by a full disk, too.
    let file = try #require(FileHandle(forWritingAtPath: journal))
    file.seekToEndOfFile()
    file.write(Data(#"{"type":"result","id":"chat.pl"#.utf8))
    let kept = try ReportLines(journal).lines
    let before = relay.requests

    let outcome = try AssayProcess.run(
      Self.arguments(relay.url, ["--resume", "journal", "--report", "json=report"]), in: folder,
      environment: key)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let whole = try ReportLines(journal)
    #expect(whole.lines.starts(with: kept))
    let ids = try whole.ids
    #expect(Set(ids).count == ids.count)
    // What was sent now is what the new lines tell of, and nothing else.
    let sent = try ReportLines.requests(whole.lines.dropFirst(kept.count))
    #expect(relay.requests - before == sent)
    #expect(sent > 0)
    let report = try ReportLines(folder + "/report")
    #expect(try Set(ids) == Set(report.ids))
    let merged = try AssayProcess.run(["merge", "journal"], in: folder)
    #expect(merged.status == 0, "\(merged.errors)")
    _ = try server.stop()
  }

  @Test func whatCouldNotBeJudgedIsMadeAgain() throws {
    let folder = try AssayProcess.temporaryFolder()
    let smoke = ["--profile", "smoke", "--report", "json=report"]
    let server = try ServedProvider("flexai", "--latency", "0", "--token-latency", "0")
    let refused = try AssayProcess.run(
      Self.arguments(server.url, smoke + ["--journal", "journal"]), in: folder,
      environment: ["FLEXAI_API_KEY": "sk-of-somebody-else-entirely"])
    #expect(refused.status == 2)
    #expect(refused.output.contains("the key was refused (401)"))
    let resumed = try AssayProcess.run(
      Self.arguments(server.url, smoke + ["--resume", "journal"]), in: folder,
      environment: ["FLEXAI_API_KEY": server.key])
    #expect(resumed.status == 0, "\(resumed.output)\(resumed.errors)")
    #expect(try ReportLines(folder + "/journal").ids.count >= 10)
    // What is whole is a report like any other, skipped probes included.
    let whole = try AssayProcess.run(["merge", "journal", "--report", "json=again"], in: folder)
    #expect(whole.status == 0, "\(whole.errors)")
    _ = try server.stop()
  }

  @Test func aJournalOfAnotherRunIsRefused() throws {
    let folder = try AssayProcess.temporaryFolder()
    let run = ["run", "flexai", "--simulated", "--profile", "smoke"]
    #expect(try AssayProcess.run(run + ["--journal", "journal"], in: folder).status == 0)
    for (arguments, phrase) in [
      (run + ["--model", "another"], "the model differs"),
      (["run", "flock", "--simulated"], "the spec differs"),
      (Self.arguments("http://127.0.0.1:1/v1", []), "the provider differs"),
    ] {
      let outcome = try AssayProcess.run(arguments + ["--resume", "journal"], in: folder)
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains(phrase), "\(outcome.errors)")
    }
  }
}
