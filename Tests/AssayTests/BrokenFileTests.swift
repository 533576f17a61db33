import Foundation
import Testing

/// A file that cannot be used is one clear line that names it; the others are still judged.
@Suite struct BrokenFileTests {
  private struct Spoiled {
    let name: String
    let bytes: Data
    let phrase: String
  }

  private static func spoiled(from good: Data) throws -> [Spoiled] {
    var noResponse = try #require(
      try JSONSerialization.jsonObject(with: good) as? [String: [String: Any]])
    noResponse["log"]?["entries"] = [["request": ["method": "POST"]]]
    var badBase64 = String(decoding: good, as: UTF8.self)
    badBase64 = badBase64.replacingOccurrences(
      of: #""mimeType": "application/json","#,
      with: #""mimeType": "application/json", "encoding": "base64","#)
    return [
      Spoiled(name: "cut.har", bytes: good.prefix(good.count / 2), phrase: "not JSON at line"),
      Spoiled(name: "empty.har", bytes: Data(), phrase: "not JSON at line 1, column 1"),
      Spoiled(
        name: "foreign.har", bytes: Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        phrase: "not JSON at line 1, column 1"),
      Spoiled(
        name: "other.har", bytes: Data(#"{"hello": 1}"#.utf8), phrase: "the member `log` is missing"
      ),
      Spoiled(
        name: "half.har", bytes: try JSONSerialization.data(withJSONObject: noResponse),
        phrase: "/log/entries/0/request: the member `url` is missing"),
      Spoiled(
        name: "coded.har", bytes: Data(badBase64.utf8),
        phrase: "the text is not base64, as its encoding says"),
      Spoiled(
        name: "counted.har",
        bytes: Data(
          String(decoding: good, as: UTF8.self)
            .replacingOccurrences(of: #""_reads": ["#, with: #""_reads": [[1, 1],"#).utf8),
        phrase: "the counts add up to"),
    ]
  }

  @Test func eachIsNamedAndTheOthersAreStillJudged() throws {
    let folder = try AssayProcess.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = try AssayProcess.run(
      ["run", "flexai", "--simulated", "--profile", "smoke", "--record", "har", "--quiet"]
        + ["--report", "json=/dev/null"], in: folder)
    try #require(made.status == 0, "\(made.errors)")
    let sound = try FileManager.default.contentsOfDirectory(atPath: folder + "/har").count
    let good = try Data(contentsOf: URL(fileURLWithPath: folder + "/har/chat.plain.har"))
    let spoiled = try Self.spoiled(from: good)
    for file in spoiled {
      try file.bytes.write(to: URL(fileURLWithPath: "\(folder)/har/\(file.name)"))
    }
    try "HTTP/1.1 200 OK\r\n\r\n".write(
      toFile: folder + "/har/alone.http", atomically: true, encoding: .utf8)
    for command in [
      ["judge", "har", "--spec", "flexai"], ["replay", "har", "--profile", "smoke"],
    ] {
      let outcome = try AssayProcess.run(
        command + ["--report", "json=\(command[0]).jsonl", "--quiet"], in: folder)
      #expect(outcome.status == 65)
      let lines = outcome.errors.split(separator: "\n")
      let extra = command[0] == "judge" ? 1 : 0
      #expect(lines.count == spoiled.count + extra, "\(outcome.errors)")
      for file in spoiled {
        let line = try #require(lines.first { $0.contains("har/\(file.name): ") })
        #expect(line.contains(file.phrase), "\(line)")
      }
      if extra == 1 {
        #expect(lines.contains { $0.contains("cannot read har/alone.req: No such file") })
      }
      let report = try String(contentsOfFile: "\(folder)/\(command[0]).jsonl", encoding: .utf8)
      let passed = report.split(separator: "\n").count { $0.contains(#""standing":"pass""#) }
      #expect(passed >= sound, "\(command)")
    }
  }

  /// Whatever byte of a recording is changed, the answer is a verdict or a line, never a crash.
  @Test func anyChangedByteIsSurvived() throws {
    let folder = try AssayProcess.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = try AssayProcess.run(
      ["run", "openai", "--simulated", "--only", "chat.stream.plain", "--record", ".", "--quiet"]
        + ["--report", "json=/dev/null"], in: folder)
    try #require(made.status == 0, "\(made.errors)")
    let good = [UInt8](
      try Data(contentsOf: URL(fileURLWithPath: folder + "/chat.stream.plain.har")))
    var random = SeededGenerator(seed: 9)
    var names: [String] = []
    for index in 0..<400 {
      var bytes = good
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
      names.append("\(folder)/\(index).har")
      try Data(bytes).write(to: URL(fileURLWithPath: names[index]))
    }
    let outcome = try AssayProcess.run(
      ["judge", "--spec", "openai", "--quiet", "--report", "json=/dev/null"] + names)
    #expect([0, 1, 2, 65].contains(outcome.status), "\(outcome.errors)")
    for line in outcome.errors.split(separator: "\n") { #expect(line.hasPrefix("assay: ")) }
  }
}
