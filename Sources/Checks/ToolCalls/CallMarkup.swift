import Conformance
import WireFormats

/// A call arrives as a call: the markup in which models write calls does not stand in the text. Only
/// judged where the request declares tools and does not show the markup itself.
enum CallMarkup: Check {
  static let description = CheckDescription(
    id: "tools.markup", family: "tools",
    rule: "The model's own markup of calls does not stand in the text.", level: .must,
    consequence: "The user sees raw markup, and the call is never made.",
    source: .openAIObject("choices, message, tool_calls"), claims: ["chat.tools.call"])

  /// How models write calls. Each is a token of a template or a form that no prose has.
  private static let marks = [
    "<tool_call>", "</tool_call>", "<|tool_call", "<tool_calls>", "[TOOL_CALLS]", "<function=",
    "<function_call>", "</function>", "<|python_tag|>", "<|tool_calls_section_begin|>",
    "<｜tool▁call", "<｜DSML｜", "<minimax:tool_call>", "<|channel|>commentary to=functions",
    "to=functions.", "<invoke name=", "<function_calls>", "<start_function_call>",
    "<|tool▁call", "<|tools_prefix|>", "<|action_start|>", "<longcat_tool_call>", "<arg_key>",
  ]

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, request.hasTools else { return .notApplicable }
    var deviations = Deviations()
    var count = 0
    for answer in evidence.answerChoices {
      count += 1
      let mark = marks.first { answer.text.holds($0) && !request.promptText.holds($0) }
      guard let found = mark ?? fencedCall(answer.text, request) else { continue }
      // Without the name of any tool it may be the model that wrote nonsense.
      let namesTool = request.tools.contains { answer.text.holds($0.name) }
      deviations.add(
        "markup",
        context.finding(
          description, at: evidence.place(answer.contentSpot), expected: "the call in tool_calls",
          actual: "\(found.quoted) in the text: \(answer.text.quoted)",
          level: namesTool ? nil : .should))
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  /// The beginning of a text that is nothing but a call of a declared tool as JSON, bare or in a code
  /// fence; `nil` where it is not.
  private static func fencedCall(_ text: String, _ request: ChatRequest) -> String? {
    var inner = text.trimmed
    if inner.hasPrefix("```"), inner.hasSuffix("```"), inner.utf8.count > 6 {
      inner = String(inner.dropFirst(3).dropLast(3))
      let word = inner.prefix { $0.isLetter || $0 == "_" }
      guard ["", "json", "tool_call", "tool_code", "tool"].contains(word) else { return nil }
      inner = String(inner.dropFirst(word.count)).trimmed
    }
    guard inner.hasPrefix("{") else { return nil }
    do throws(JSONSyntaxError) {
      let value = try JSONDocument(parsing: Array(inner.utf8)).value
      let name = value["name"]?.string ?? value["function"]?["name"]?.string
      let arguments = value["arguments"] ?? value["parameters"] ?? value["function"]?["arguments"]
      guard let name, arguments != nil, request.tools.contains(where: { $0.name == name }) else {
        return nil
      }
      return "a call of \(name) as JSON"
    } catch {
      return nil
    }
  }
}
