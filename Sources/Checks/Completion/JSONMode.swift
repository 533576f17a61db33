import Conformance
import JSONSchema
import WireFormats

/// With `response_format` the content is what was asked for: one JSON object, or JSON that matches
/// the schema. A cut answer, a refusal or a call is judged by nobody here.
enum JSONMode: Check {
  static let description = CheckDescription(
    id: "completion.json-mode", family: "completion",
    rule: "With response_format the content is JSON of the form asked for.", level: .must,
    consequence: "Clients parse the content without looking and fail.",
    source: .openAICreate("Body, response_format"),
    claims: ["chat.response_format.json_object", "chat.response_format.json_schema"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, !evidence.isExpectedToBeRefused,
      let format = request.responseFormat, format == "json_object" || format == "json_schema",
      context.claim("chat.response_format.\(format)") != nil,
      // The older mode promises JSON only where the prompt asks for it in words.
      format == "json_schema" || request.promptText.lowercased().contains("json")
    else { return .notApplicable }
    var deviations = Deviations()
    var count = 0
    for answer in evidence.answerChoices
    where answer.finishReason == "stop" && answer.choice.toolCalls.isEmpty
      && answer.choice.refusal?.isEmpty != false && !answer.text.isEmpty
    {
      count += 1
      examine(answer, format: format, request, evidence, context, &deviations)
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }

  private static func examine(
    _ answer: AnswerChoice, format: String, _ request: ChatRequest, _ evidence: Evidence,
    _ context: CheckContext, _ deviations: inout Deviations
  ) {
    let claim = "chat.response_format.\(format)"
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONDocument(parsing: Array(answer.text.utf8)).value
    } catch {
      let isFenced = answer.text.trimmed.hasPrefix("```")
      let isProse = !isFenced && !answer.text.trimmed.hasPrefix("{")
      deviations.add(
        "syntax",
        context.finding(
          description, kind: isProse ? .silentlyIgnored : .wrongValue,
          at: evidence.place(answer.contentSpot),
          expected: "one JSON text",
          actual: (isFenced ? "JSON in a code fence: " : "\(error.phrase): ") + answer.text.quoted,
          claim: claim))
      return
    }
    if format == "json_object" {
      guard value.object == nil else { return }
      deviations.add(
        "object",
        context.finding(
          description, kind: .wrongValue, at: evidence.place(answer.contentSpot),
          expected: "a JSON object",
          actual: answer.text.quoted, claim: claim))
      return
    }
    let schema = request.body["response_format"]?["json_schema"]
    guard let strictness = schema?["strict"]?.bool, strictness, let document = schema?["schema"],
      let violation = StrictSchema.violations(of: value, in: document).first
    else { return }
    deviations.add(
      "schema",
      context.finding(
        description, kind: .wrongValue, at: evidence.place(answer.contentSpot),
        expected: "\(violation.expected) at \(violation.instanceLocation.phrase)",
        actual: "\(violation.actual) in \(answer.text.quoted)", claim: claim))
  }
}

/// Judges values against schemas that requests carry.
enum StrictSchema {
  /// The violations; none where the schema itself cannot be compiled, as then it was not the server
  /// that erred.
  static func violations(of value: JSONValue, in document: JSONValue) -> [SchemaViolation] {
    do throws(SchemaError) {
      return try Schema(compiling: document).violations(in: value)
    } catch {
      return []
    }
  }
}

extension JSONPointer {
  /// The pointer as messages show it.
  var phrase: String { tokens.isEmpty ? "the top" : description }
}
