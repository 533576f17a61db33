import Conformance
import Foundation
import Planning
import Testing
import WireFormats

@Suite struct LintTests {
  /// One of the broken specs and what is to be said of it.
  struct Broken: Sendable, Decodable, CustomTestStringConvertible {
    let file: String
    let line: Int
    let column: Int
    let pointer: String
    let says: String
    let problems: Int

    var testDescription: String { file }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/broken-specs")

  static let linter = SpecLinter(library: Bundled.library)

  static let broken: [Broken] = {
    do {
      let data = try Data(contentsOf: folder.appending(path: "expected.json"))
      return try JSONDecoder().decode([Broken].self, from: data)
    } catch {
      Issue.record(error)
      return []
    }
  }()

  @Test func everyBrokenSpecIsExpected() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Self.broken.count >= 25)
    #expect(files.filter { $0 != "expected.json" }.sorted() == Self.broken.map(\.file).sorted())
  }

  @Test(arguments: broken) func tellsTheRightPlaceAndAUsefulSentence(broken: Broken) throws {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: broken.file)))
    let report = Self.linter.lint(provider: bytes, name: broken.file)
    #expect(!report.isUsable)
    #expect(report.spec == nil)
    #expect(report.coverage == nil)
    #expect(report.problems.count == broken.problems)
    let problem = try #require(report.problems.first { $0.what.contains(broken.says) })
    #expect(problem.location.line == broken.line)
    #expect(problem.location.column == broken.column)
    #expect(problem.location.pointer.description == broken.pointer)
    #expect(!problem.fix.isEmpty)
    #expect(
      problem.description.hasPrefix("\(broken.file):\(broken.line):\(broken.column): /"),
      "\(problem.description)")
  }

  @Test func everythingThatShipsIsSoundAndCovered() {
    let reports = Self.linter.lintAll()
    #expect(reports.count > 20)
    #expect(reports.flatMap(\.problems).map(\.description) == [])
    #expect(reports.flatMap(\.gaps).map(\.description) == [])
    #expect(reports.allSatisfy { $0.isComplete })
    #expect(reports.count { $0.coverage != nil } == 6)
  }

  @Test func aClaimThatNothingExercisesIsAGap() throws {
    let library = Bundled.library
    let text = String(decoding: library.files["model-library.json"] ?? [], as: UTF8.self)
    let changed = text.replacing(
      "\"claims\": {",
      with: "\"claims\": {\"chat.weather\": {\"says\": \"Fair.\", \"cite\": \"chat: end\"},")
    let report = Self.linter.lint(provider: Array(changed.utf8), name: "model-library.json")
    #expect(report.problems.map(\.description) == [])
    #expect(!report.isComplete)
    let gap = try #require(report.gaps.first)
    #expect(report.gaps.count == 1)
    #expect(gap.what == "no probe exercises the claim \"chat.weather\"")
    #expect(gap.location.pointer == JSONPointer(["claims", "chat.weather"]))
    #expect(report.coverage?.exercised == (report.spec?.claims.count ?? 0) - waived(report) - 1)
  }

  /// What is missing is told by what would exercise the claim, by another spec's reason, or by the
  /// name that was probably meant.
  @Test(arguments: [
    (
      #""errors.status": {"says": "…", "value": {"unknown-model": [404]}, "cite": "chat: end"}"#,
      #"the scenario chat.model.unknown does where the spec states "chat.model.unknown""#
    ),
    (
      #""auth.key-prefix": {"says": "…", "value": "x-", "cite": "chat: end"}"#,
      "flexai says: \"How a key is spelled shows nowhere in an answer"
    ),
    (
      #""chat.stream.termnator": {"says": "…", "value": "[DONE]", "cite": "chat: end"}"#,
      "did you mean \"chat.stream.terminator\"?"
    ),
  ]) func aGapSaysWhatIsMissing(claim: String, fix: String) throws {
    let text = String(decoding: Bundled.library.files["model-library.json"] ?? [], as: UTF8.self)
    let changed = text.replacing("\"claims\": {\n", with: "\"claims\": {\(claim),\n")
    let report = Self.linter.lint(provider: Array(changed.utf8), name: "model-library.json")
    #expect(report.problems.map(\.description) == [])
    #expect(report.gaps.count == 1)
    #expect(report.gaps.first?.fix.contains(fix) == true, "\(report.gaps)")
  }

  /// What a dialect brings stands in another file, which is not its author's to mend.
  @Test func anAdoptedGapStandsAtTheDialect() throws {
    let text = String(decoding: Bundled.library.files["rag-pat-gateway.json"] ?? [], as: UTF8.self)
    let file = try SpecFile(parsing: Array(text.utf8), name: "rag-pat-gateway.json")
    var root = file.value.object ?? JSONObject()
    var claims = root["claims"]?.object ?? JSONObject()
    for name in claims.names where name.hasPrefix("chat.tool_choice.") { claims[name] = nil }
    root["claims"] = .object(claims)
    root["contradictions"] = .object(JSONObject())
    let report = Self.linter.lint(
      provider: Array(JSONValue.object(root).serialized().utf8), name: "rag-pat-gateway.json")
    let gap = try #require(report.gaps.first { $0.what.contains("chat.finish-reason.tool-calls") })
    #expect(gap.what.hasSuffix(", adopted from openai"))
    #expect(gap.location.file == "rag-pat-gateway.json")
    #expect(gap.location.pointer == JSONPointer(["dialect"]))
  }

  private func waived(_ report: LintReport) -> Int { report.coverage?.waived.count ?? 0 }

  @Test func aScenarioThatNamesNothingIsReported() {
    var files = Bundled.library.files
    files["scenarios/99-broken.json"] = Array(
      """
      {
        "scenarios": [
          {
            "id": "chat.broken",
            "title": "It names what there is not",
            "needs": ["chat.stpo"],
            "exercises": ["chat.stop.effect"],
            "profle": "smoke",
            "steps": [{"endpoint": "chatt", "expect": "refused", "body": {"messages": []}}]
          }
        ]
      }
      """.utf8)
    let report = SpecLinter(library: SpecLibrary(files: files)).lint(
      scenarios: "scenarios/99-broken.json")
    let told = report.problems.map { "\($0.location.line) \($0.what): \($0.fix)" }
    #expect(told.contains("6 no claim \"chat.stpo\": did you mean \"chat.stop\"?"))
    #expect(told.contains("8 unknown member \"profle\": did you mean \"profile\"?"))
    #expect(told.contains("9 no endpoint \"chatt\": did you mean \"chat\"?"))
    #expect(told.contains { $0.hasPrefix("9 no such expectation") })
    #expect(report.problems.count == 4)
  }

  @Test func aSharedSchemaThatIsNoneIsReported() throws {
    var files = Bundled.library.files
    files["shared/usage.json"] = Array(#"{"type": "object", "requird": ["a"]}"#.utf8)
    let report = SpecLinter(library: SpecLibrary(files: files)).lint(
      sharedSchema: "shared/usage.json")
    let problem = try #require(report.problems.first)
    #expect(problem.fix == "did you mean \"required\"?")
    #expect(problem.location.column == 31)
  }

  /// A mistake made anywhere in a whole spec is told, and nothing crashes: every value in turn is
  /// replaced by one of another kind.
  @Test func noMistypedValueIsTakenSilentlyOrCrashes() throws {
    let name = "rag-pat-gateway.json"
    let file = try SpecFile(parsing: Bundled.library.files[name] ?? [], name: name)
    let wrong: JSONValue = [["not": "this"]]
    for member in file.value.object?.members ?? [] where member.name != "$schema" {
      var object = file.value.object ?? JSONObject()
      object[member.name] = wrong
      let text = JSONValue.object(object).serialized()
      let report = Self.linter.lint(provider: Array(text.utf8), name: name)
      #expect(!report.isUsable, "\(member.name)")
    }
  }
}
