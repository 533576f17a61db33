import Foundation
import Testing

/// A new provider is one JSON file of one's own, anywhere: no Swift, and no file beside it.
@Suite struct NewProviderTests {
  static let spec = """
    {
      "id": "mine", "title": "Mine",
      "documents": {"page": {"title": "A page", "url": "https://example.com/docs", "read": "2026-11-20"}},
      "service": {
        "baseURL": "https://api.example.com/v1", "keyVariable": "MINE_KEY", "model": "m-1",
        "credentials": [{"name": "Authorization", "value": "Bearer {key}"}]
      },
      "endpoints": {
        "chat": {
          "method": "POST", "path": "/chat/completions", "cite": "page: all",
          "parameters": {
            "model": {"schema": {"type": "string"}, "required": true, "cite": "page: all"},
            "messages": {"schema": {"type": "array"}, "required": true, "cite": "page: all"},
            "temperature": {"schema": {"type": "number", "minimum": 0, "maximum": 1.5}, "cite": "page: all"},
            "tools": {"schema": {"type": "array", "maxItems": 8}, "cite": "page: all"},
            "tool_choice": {"schema": {"enum": ["none", "auto", "required"]}, "cite": "page: all"},
            "logprobs": {"schema": {"type": "boolean"}, "cite": "page: all"},
            "top_logprobs": {"schema": {"type": "integer", "minimum": 0, "maximum": 5}, "cite": "page: all"}
          }
        }
      }
    }
    """

  private static func run(_ arguments: [String], spec: String = spec) throws
    -> AssayProcess.Outcome
  {
    let folder = try AssayProcess.temporaryFolder()
    try spec.write(toFile: folder + "/mine.json", atomically: true, encoding: .utf8)
    return try AssayProcess.run(arguments, in: folder)
  }

  @Test func isOneFileThatLintsAndRuns() throws {
    let lint = try Self.run(["lint", "./mine.json"])
    #expect(lint.status == 0, "\(lint.output)\(lint.errors)")
    #expect(lint.output == "./mine.json: 21 claims, 21 exercised, 0 waived, coverage 21/21\n")
    // What must stand beside `tool_choice` and `top_logprobs` goes without saying.
    let run = try Self.run(["run", "./mine.json", "--simulated"])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test func whatIsMissingIsToldToToolsInParts() throws {
    let broken = Self.spec.replacing("\"maximum\": 5", with: "\"maximun\": 5")
    let outcome = try Self.run(["lint", "--format", "json", "./mine.json"], spec: broken)
    #expect(outcome.status == 65)
    let reports = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    let problem = try #require((reports.first?["problems"] as? [[String: Any]])?.first)
    #expect(problem["line"] as? Int == 18)
    #expect((problem["pointer"] as? String)?.hasSuffix("/top_logprobs/schema/maximun") == true)
    #expect(problem["fix"] as? String == "did you mean \"maximum\"?")
  }

  @Test func ofANamedSpecTheWaivedClaimsAreListedWithTheirReasons() throws {
    let outcome = try AssayProcess.run(["lint", "model-library"])
    #expect(outcome.status == 0)
    #expect(
      outcome.output.contains(
        "waived model-library.conditional: The Model Library is a page for people"))
    // However many claims the page comes to, each is exercised or waived.
    let counts = outcome.output.split(separator: " ").last?.split(separator: "/").map {
      $0.filter { !$0.isNewline }
    }
    #expect(counts?.count == 2 && counts?.first == counts?.last, "\(outcome.output)")
  }
}
