import Foundation
import Testing

/// `diff`, `matrix` and `list behaviours`, as a user runs them.
@Suite struct DiffCommandTests {
  /// Two small runs: the provider as documented, and one that never says [DONE].
  static func runs() throws -> String {
    let folder = try AssayProcess.temporaryFolder()
    let small = ["--only", "chat.plain", "--only", "chat.stream.plain", "--quiet"]
    for (name, faults) in [("one", []), ("two", ["--fault", "sse-missing-done"])] {
      _ = try AssayProcess.run(
        ["run", "flexai", "--simulated", "--report", "json=\(name).jsonl"] + small + faults,
        in: folder)
    }
    _ = try AssayProcess.run(
      ["run", "flexai", "--simulated", "--record", "recorded", "--report", "json=three.jsonl"]
        + small, in: folder)
    return folder
  }

  @Test func exitsAsAsked() throws {
    let folder = try Self.runs()
    let cases: [([String], Int32)] = [
      (["one.jsonl", "two.jsonl"], 0),
      (["one.jsonl", "two.jsonl", "--fail-on", "breaks"], 1),
      (["one.jsonl", "two.jsonl", "--fail-on", "any"], 1),
      (["one.jsonl", "two.jsonl", "--fail-on", "none"], 0),
      (["one.jsonl", "one.jsonl", "--fail-on", "any"], 0),
      // A report and the recordings of the same run: nothing differs, whatever the form.
      (["one.jsonl", "recorded", "--fail-on", "any"], 0),
      (["recorded", "recorded", "--fail-on", "any"], 0),
      (["recorded", "two.jsonl", "--fail-on", "breaks"], 1),
      (["one.jsonl", "nowhere.jsonl"], 66),
      (["one.jsonl", "two.jsonl", "--fail-on", "breakss"], 64),
    ]
    for (arguments, status) in cases {
      let outcome = try AssayProcess.run(["diff"] + arguments, in: folder)
      #expect(outcome.status == status, "\(arguments) \(outcome.output)\(outcome.errors)")
    }
  }

  @Test func tellsTheSameInEveryFormat() throws {
    let folder = try Self.runs()
    for format in ["terminal", "markdown", "html", "json"] {
      let outcome = try AssayProcess.run(
        ["diff", "one.jsonl", "two.jsonl", "--format", format], in: folder)
      #expect(outcome.status == 0)
      for phrase in ["stream.terminator", "framing.terminator", "once", "none"] {
        #expect(outcome.output.contains(phrase), "\(format) lacks \(phrase)")
      }
    }
    for format in ["markdown", "html", "json"] {
      let outcome = try AssayProcess.run(
        ["matrix", "one.jsonl", "two.jsonl", "--format", format], in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("[DONE]") || outcome.output.contains("\\[DONE\\]"))
    }
  }

  @Test func listsTheKeysOfBehaviour() throws {
    let outcome = try AssayProcess.run(["list", "behaviours", "--format", "markdown"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("| `stream.usage.placement` |"))
    #expect(outcome.output.contains("| `parameter.<endpoint>.<member>=<value>` |"))
  }
}
