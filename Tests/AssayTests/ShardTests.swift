import Foundation
import Testing

/// Parts of a run make the whole, to the byte, or are refused.
@Suite(.serialized) struct ShardTests {
  static let run = ["run", "flexai", "--simulated", "--fault", "sse-missing-done"]

  static func shard(_ part: String, in folder: String, _ more: [String] = [], to name: String)
    throws
  {
    let outcome = try AssayProcess.run(
      run + more + ["--quiet", "--shard", part, "--report", "json=\(name)"], in: folder)
    #expect([0, 1].contains(outcome.status), "\(outcome.errors)")
  }

  @Test(arguments: [false, true])
  func mergedPartsGiveTheBytesOfAWholeRun(hasBaseline: Bool) throws {
    let folder = try AssayProcess.temporaryFolder()
    // The first occurs in some parts only, the second in all, the third in none.
    try #"""
    {"deviations": [
      {"probe": "chat.*", "check": "framing.terminator", "reason": "ticket 1"},
      {"probe": "nothing.*", "check": "framing.terminator", "reason": "never planned"},
      {"probe": "chat.*", "check": "usage.total", "reason": "ticket 2"},
      {"probe": "*", "check": "completion.schema", "reason": "ticket 3"}
    ]}
    """#.write(toFile: folder + "/known.json", atomically: true, encoding: .utf8)
    let baseline = hasBaseline ? ["--baseline", "known.json"] : []
    let whole = try AssayProcess.run(
      Self.run + baseline + InterruptionTests.allReports(in: "whole"), in: folder)
    for part in 1...3 {
      try Self.shard("\(part)/3", in: folder, baseline, to: "part-\(part)")
    }
    let merged = try AssayProcess.run(
      ["merge", "part-3", "part-1", "part-2"] + InterruptionTests.allReports(in: "merged"),
      in: folder)
    #expect(merged.status == whole.status)
    #expect(merged.status == 1)
    for format in InterruptionTests.formats {
      let one = FileManager.default.contents(atPath: "\(folder)/whole/\(format)")
      let other = FileManager.default.contents(atPath: "\(folder)/merged/\(format)")
      #expect(one != nil && one == other, "\(format)")
    }
  }

  @Test func aPartWithoutProbesIsAPart() throws {
    let folder = try AssayProcess.temporaryFolder()
    let only = ["--only", "chat.plain"]
    for part in 1...3 { try Self.shard("\(part)/3", in: folder, only, to: "part-\(part)") }
    let merged = try AssayProcess.run(
      ["merge", "part-1", "part-2", "part-3", "--report", "json=merged"] + only, in: folder)
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(try ReportLines(folder + "/merged").ids == ["chat.plain"])
  }

  @Test func whatIsNoWholeIsRefused() throws {
    let folder = try AssayProcess.temporaryFolder()
    let smoke = ["--profile", "smoke"]
    try Self.shard("1/2", in: folder, smoke, to: "one")
    try Self.shard("2/2", in: folder, smoke, to: "two")
    try Self.shard("2/2", in: folder, smoke + ["--model", "other"], to: "model")
    try Self.shard("2/2", in: folder, [], to: "profile")
    try Self.shard("2/2", in: folder, smoke + ["--strict"], to: "strict")
    let two = try String(contentsOfFile: folder + "/two", encoding: .utf8)
    let digest = try #require(
      ReportLines.object(try ReportLines(folder + "/two").lines[0])["specDigest"] as? String)
    for (name, text) in [
      ("digest", two.replacingOccurrences(of: digest, with: String(digest.reversed()))),
      ("cut", String(two.dropLast(40))),
      ("other-version", two.replacingOccurrences(of: "\"tool\":\"", with: "\"tool\":\"9")),
    ] {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    for (parts, phrase) in [
      (["one", "two", "two"], "stands in two of the reports"),
      (["one"], "are in none of the reports, the first is"),
      (["one", "model"], "the model is"), (["one", "digest"], "the spec's digest is"),
      (["one", "profile"], "the profile is"), (["one", "strict"], "strictness is"),
      (["one", "other-version"], "assay's version is"), (["digest"], "has changed since"),
      (["one", "cut"], "cut:"),
    ] {
      let outcome = try AssayProcess.run(["merge"] + parts, in: folder)
      #expect(outcome.status == 65, "\(parts)")
      #expect(outcome.errors.contains(phrase), "\(parts): \(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(!FileManager.default.fileExists(atPath: folder + "/reports"))
    }
  }
}
