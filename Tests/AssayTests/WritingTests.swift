import Foundation
import Testing

/// What cannot be written is found before anything is sent, and paid for.
@Suite(.serialized, .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
struct WritingTests {
  @Test(arguments: [
    (["--report", "junit=/dev/full"], "cannot write /dev/full: No space left on device"),
    (["--report", "junit=/proc/nowhere/x.xml"], "cannot write /proc/nowhere/x.xml: "),
    (["--report", "junit=."], "cannot write .: Is a directory"),
    (["--report", "junit=file/x.xml"], "cannot write file/x.xml: Not a directory"),
    (["--journal", "/dev/full"], "cannot write /dev/full: No space left on device"),
    (["--journal", "/proc/nowhere/journal"], "cannot write /proc/nowhere/journal: "),
    (["--record", "/proc/nowhere"], "cannot write /proc/nowhere/recording.har: "),
    (["--record", "file"], "cannot write file/recording.har: Not a directory"),
  ]) func isFoundBeforeTheFirstRequest(options: [String], phrase: String) throws {
    let outcome = try run(options)
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains(phrase), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func aFullDiskIsFound() throws {
    // Nothing larger than 8 kB can be written, as on a disk that is almost full.
    let outcome = try run(["--report", "junit=x.xml"], prelude: "ulimit -f 16")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("cannot write x.xml: File too large"), "\(outcome.errors)")
  }

  @Test func aFullStandardOutputIsFound() throws {
    let outcome = try run(["--report", "junit=-"], prelude: "exec >/dev/full")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("cannot write standard output: No space left"))
  }

  @Test func reportsThatCanBeWrittenAreWrittenAllTheSame() throws {
    let folder = try AssayProcess.temporaryFolder()
    // The recordings go on filling the limit that each single file keeps.
    let outcome = try AssayProcess.run(
      ["run", "flexai", "--simulated", "--report", "json=all.json", "--report", "badge=badge"],
      in: folder, prelude: "ulimit -f 600")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("cannot write all.json: File too large"))
    #expect(FileManager.default.fileExists(atPath: folder + "/badge"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["badge"])
  }

  /// Runs against a server that must not be asked anything.
  private func run(_ options: [String], prelude: String = ":") throws -> AssayProcess.Outcome {
    let folder = try AssayProcess.temporaryFolder()
    try "".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
    let relay = try CountingRelay(to: 1)
    defer { relay.stop() }
    let outcome = try AssayProcess.run(
      ["run", "flexai", "--base-url", relay.url] + options, in: folder,
      environment: ["FLEXAI_API_KEY": "sk-none"], prelude: prelude)
    #expect(relay.connections == 0)
    return outcome
  }
}
