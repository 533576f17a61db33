import Foundation
import Testing

/// What a team runs stands in a file, so that CI says `assay run`.
@Suite(.serialized) struct ConfigurationTests {
  static let text = #"""
    {
      "defaults": {"profile": "smoke", "reports": {"json": "out/{spec}.json"}},
      "targets": {
        "flexai": {"simulated": true, "strict": true},
        "staging": {
          "spec": "flexai", "simulated": true, "faults": ["sse-missing-done"],
          "model": "Qwen/Qwen3-8B", "maxRequests": 40, "baseline": "known.json"
        },
        "live": {
          "spec": "openai", "baseUrl": "http://127.0.0.1:1/v1", "keyVariable": "CANARY",
          "rate": "90/m"
        }
      }
    }
    """#

  static func folder(_ text: String = text) throws -> String {
    let folder = try AssayProcess.temporaryFolder()
    try text.write(toFile: folder + "/assay.json", atomically: true, encoding: .utf8)
    try #"{"deviations": []}"#.write(
      toFile: folder + "/known.json", atomically: true, encoding: .utf8)
    return folder
  }

  @Test func runsEveryTargetOfTheFile() throws {
    let folder = try Self.folder()
    let outcome = try AssayProcess.run(["run", "flexai", "staging"], in: folder)
    // One conforms, the other deviates.
    #expect(outcome.status == 1, "\(outcome.errors)")
    let one = try ReportLines(folder + "/out/flexai.json")
    let other = try ReportLines(folder + "/out/staging.json")
    #expect(try one.footer["outcome"] as? String == "conforms")
    #expect(try other.footer["outcome"] as? String == "deviates")
    #expect(try ReportLines.object(one.lines[0])["strict"] as? Bool == true)
    #expect(try ReportLines.object(other.lines[0])["model"] as? String == "Qwen/Qwen3-8B")
    #expect(try (10..<20).contains(one.ids.count))

    // Without names all are run; the last finds nobody, which is less grave than a deviation.
    let all = try AssayProcess.run(["run"], in: folder)
    #expect(all.status == 1)
    #expect(FileManager.default.fileExists(atPath: folder + "/out/live.json"))
    let live = try AssayProcess.run(["run", "live", "--quiet"], in: folder)
    #expect(live.status == 2)
  }

  @Test func pathsAreRelativeToTheFile() throws {
    let folder = try Self.folder()
    let elsewhere = try AssayProcess.temporaryFolder()
    let outcome = try AssayProcess.run(
      ["run", "flexai", "--config", folder + "/assay.json"], in: elsewhere)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(FileManager.default.fileExists(atPath: folder + "/out/flexai.json"))
  }

  @Test func flagsGoBeforeTheFileAndTheFileBeforeTheSpec() throws {
    let folder = try Self.folder()
    let outcome = try AssayProcess.run(
      ["config", "live", "staging", "--profile", "full"], in: folder,
      environment: ["CANARY": "sk-canary-4711-never-told"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = outcome.output.split(separator: "\n").map { line in
      line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    for row in [
      "profile full the command line", "base URL http://127.0.0.1:1/v1 assay.json:10:36",
      "key variable CANARY (set) assay.json:10:76", "rate 90/m assay.json:11:15",
      "max requests 40 assay.json:7:48", "concurrency 8 the default",
      "reports json=out/{spec}.json assay.json:2:47", "simulated yes assay.json:6:38",
    ] {
      #expect(rows.contains(row), "\(row) in\n\(outcome.output)")
    }
    #expect(rows.contains { $0.hasPrefix("model ") && $0.hasSuffix(" the spec") })
    #expect(!outcome.output.contains("sk-canary"))
  }

  @Test(arguments: [
    ("[]", "expected an object"),
    ("{", "assay.json:1:"),
    ("{\n  \"target\": {}}", "assay.json:2:13: /target: unknown member \"target\""),
    ("{}", "the member \"targets\" is missing"),
    (#"{"targets": {"x": {"modle": "m"}}}"#, #"/targets/x/modle: unknown member "modle""#),
    (#"{"targets": {"x": {"profile": "smok"}}}"#, #"/targets/x/profile: "smok" is no profile"#),
    (#"{"targets": {"x": {"rate": "fast"}}}"#, #"/targets/x/rate: "fast" is no pace"#),
    (#"{"targets": {"x": {"baseUrl": "localhost"}}}"#, "/targets/x/baseUrl: "),
    (#"{"targets": {"x": {"concurrency": 0}}}"#, "/targets/x/concurrency: 0 is too small"),
    (#"{"targets": {"x": {"samples": "2"}}}"#, "/targets/x/samples: expected an integer"),
    (#"{"targets": {"x": {"strict": "yes"}}}"#, "/targets/x/strict: expected true or false"),
    (#"{"targets": {"x": {"reports": {"junitt": "y"}}}}"#, "/targets/x/reports/junitt: "),
    (#"{"targets": {"x": {"apiKey": "sk-1"}}}"#, "/targets/x/apiKey: a key must not stand"),
    (#"{"targets": {"x": {}, "x": {}}}"#, "twice"),
    (#"{"targets": {"a/b": {}}}"#, "cannot name a target"),
  ]) func aMalformedFileIsOneLineWithItsPlace(text: String, phrase: String) throws {
    let folder = try Self.folder(text)
    for command in ["run", "config"] {
      let outcome = try AssayProcess.run([command], in: folder)
      #expect(outcome.status == 65, "\(outcome.errors)")
      #expect(outcome.errors.contains(phrase), "\(outcome.errors)")
      #expect(outcome.errors.contains("assay.json:"))
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func runsThatWouldWriteOverEachOtherAreRefused() throws {
    let folder = try AssayProcess.temporaryFolder()
    for options in [["--report", "junit=x.xml"], ["--journal", "j"], ["--record", "har"]] {
      let outcome = try AssayProcess.run(
        ["run", "flexai", "flock", "--simulated"] + options, in: folder)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("put {spec} in it"), "\(outcome.errors)")
    }
    let outcome = try AssayProcess.run(
      ["run", "flexai", "flock", "--simulated", "--profile", "smoke"]
        + ["--journal", "{spec}.journal"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for path in ["flexai.journal", "flock.journal", "reports/flexai.md", "reports/flock.md"] {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(path)"), "\(path)")
    }
  }

  @Test func aFileWithoutTargetsAndNoFileAtAll() throws {
    let empty = try AssayProcess.run(["run"], in: try Self.folder(#"{"targets": {}}"#))
    #expect(empty.status == 66)
    let none = try AssayProcess.run(["config"], in: try AssayProcess.temporaryFolder())
    #expect(none.status == 64)
    #expect(none.errors.contains("assay.json"))
    let missing = try AssayProcess.run(["run", "--config", "nowhere.json"])
    #expect(missing.status == 66)
  }
}
