import Foundation
import Testing

@Suite struct CommandLineTests {
  /// Each wrong use gets one line that says what was meant, and its exit code.
  @Test(arguments: [
    (["runn"], 64, "unknown command runn; did you mean run?"),
    (["--versoin"], 64, "unknown option --versoin; did you mean --version?"),
    (["run"], 64, "run needs SPEC…"),
    (["run", "flexia", "--simulated"], 64, "no spec \"flexia\": did you mean flexai?"),
    (["run", "flexai", "--simulatd"], 64, "unknown option --simulatd; did you mean --simulated?"),
    (["run", "flexai", "--model"], 64, "--model needs a value: ID"),
    (["run", "flexai", "--simulated=yes"], 64, "--simulated takes no value"),
    (["run", "flexai", "--concurrency", "0"], 64, "--concurrency takes a whole number"),
    (["run", "flexai", "--timeout", "soon"], 64, "--timeout takes a number above zero"),
    (["run", "flexai", "--report", "junitt=x"], 64, "did you mean junit?"),
    (["run", "flexai", "--report", "junit"], 64, "--report takes FORMAT=PATH"),
    (
      ["run", "flexai", "--base-url", "localhost:8080"], 64, "--base-url takes an http or https URL"
    ),
    (["run", "flexai", "--rate", "fast"], 64, "--rate takes a pace such as 60/m"),
    (["run", "flexai", "--shard", "3/2"], 64, "--shard takes a part such as 2/5"),
    (["run", "flexai", "--simulated", "--base-url", "http://x/v1"], 64, "exclude each other"),
    (["run", "flexai", "--simulated", "--only", "nothing.*"], 66, "nothing"),
    (["run", "missing/spec.json", "--simulated"], 66, "cannot read missing/spec.json"),
    (["list", "spec"], 64, "did you mean specs?"),
    (["schema", "reports"], 64, "did you mean report?"),
    (["plan", "flexai", "flock"], 64, "unexpected \"flock\""),
    (["explain", "framing.terminater"], 64, "did you mean framing.terminator?"),
    (["serve", "flexai", "--port", "70000"], 64, "--port takes 0 to 65535"),
    (["replay", "."], 66, "no recording in ."),
    (["judge", "nowhere.har"], 66, "cannot read nowhere.har"),
  ]) func saysWhatWasMeant(arguments: [String], status: Int32, phrase: String) throws {
    let folder = try AssayProcess.temporaryFolder()
    let outcome = try AssayProcess.run(arguments, in: folder)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(phrase), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.output == "")
  }

  @Test(arguments: [
    ["--help"], ["run", "--help"], ["help", "serve"], ["--version"], ["list", "specs"],
  ])
  func helpTeachesAndSucceeds(arguments: [String]) throws {
    let outcome = try AssayProcess.run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.count > 5)
  }

  @Test func noCommandAtAllShowsTheHelp() throws {
    let outcome = try AssayProcess.run([])
    #expect(outcome.status == 64)
    #expect(outcome.output.contains("assay run flexai --simulated"))
  }

  @Test func twoSimulatedRunsWriteTheSameBytes() throws {
    let folder = try AssayProcess.temporaryFolder()
    var reports: [[String]] = []
    for _ in 0..<2 {
      let outcome = try AssayProcess.run(["run", "flexai", "--simulated"], in: folder)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      reports.append(
        try ["flexai.junit.xml", "flexai.md"].map {
          try String(contentsOfFile: "\(folder)/reports/\($0)", encoding: .utf8)
        })
    }
    #expect(reports[0] == reports[1])
  }

  @Test func nobodyThereIsOneClearSentenceAndReportsAreStillWritten() throws {
    let folder = try AssayProcess.temporaryFolder()
    // Port 1 on the loopback interface: nothing listens there.
    let outcome = try AssayProcess.run(
      ["run", "flexai", "--base-url", "http://127.0.0.1:1/v1", "--rate", "100/s"], in: folder,
      environment: ["FLEXAI_API_KEY": "sk-none"])
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("127.0.0.1:1"))
    #expect(FileManager.default.fileExists(atPath: folder + "/reports/flexai.junit.xml"))
    #expect(FileManager.default.fileExists(atPath: folder + "/reports/flexai.md"))
  }

  @Test func aMalformedSpecIsNamedWithItsPlace() throws {
    let folder = try AssayProcess.temporaryFolder()
    try "{\n  \"id\": \"x\",\n  \"titel\": \"y\"\n}".write(
      toFile: folder + "/x.json", atomically: true, encoding: .utf8)
    let outcome = try AssayProcess.run(["run", "./x.json", "--simulated"], in: folder)
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("./x.json:3:12: /titel: unknown member \"titel\""))
    #expect(outcome.errors.contains("did you mean \"title\"?"))
  }

  @Test func aReportCanGoToStandardOutput() throws {
    let folder = try AssayProcess.temporaryFolder()
    let outcome = try AssayProcess.run(
      ["run", "flexai", "--simulated", "--profile", "smoke", "--report", "junit=-"], in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("<?xml"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }
}
