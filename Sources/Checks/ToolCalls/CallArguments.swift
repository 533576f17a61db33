import Conformance
import WireFormats

/// The arguments of a call are one JSON object. OpenAI warns that a model does not always write valid
/// JSON, so the level is the claim's; but braces that are missing or doubled are the server's.
enum CallArguments: Check {
  static let description = CheckDescription(
    id: "tools.arguments", family: "tools", rule: "The arguments of a call are one JSON object.",
    level: .should, consequence: "Clients parse the arguments and fail: the call is lost.",
    source: .openAIObject("choices, message, tool_calls, function, arguments"),
    claims: ["chat.tools.arguments"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var deviations = Deviations()
    var count = 0
    // Where the limit of tokens cut the answer, the arguments are cut, too.
    for call in evidence.answerCalls where !call.isCustom && call.choice.finishReason != "length" {
      guard let arguments = call.call.arguments else { continue }
      count += 1
      guard let problem = problem(arguments) else { continue }
      deviations.add(
        problem,
        context.finding(
          description, at: evidence.place(call.argumentsSpot), expected: "one JSON object",
          actual: "\(problem): \(arguments.quoted)"))
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  private static func problem(_ arguments: String) -> String? {
    do throws(JSONSyntaxError) {
      let value = try JSONDocument(parsing: Array(arguments.utf8)).value
      if value.object != nil { return nil }
      return value.string == nil ? value.typeName : "JSON inside a JSON string"
    } catch {
      return arguments.trimmed.isEmpty ? "empty text" : error.phrase
    }
  }
}
