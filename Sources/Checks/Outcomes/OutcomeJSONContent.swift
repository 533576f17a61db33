public import Conformance
import JSONSchema
import WireFormats

/// An answer in JSON mode is one JSON object, and keeps the schema that the request gives.
///
/// Source: OpenAI, Create chat completion, `response_format`; structured outputs guide.
///
/// Arguments: `subject`; `schema`, whether the text must keep the request's
/// `response_format.json_schema.schema`; `claim`.
///
/// A text that was cut off, or a refusal, exercises nothing.
public enum OutcomeJSONContent: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.json-content", family: "outcomes",
    rule: "The text is a JSON object where response_format asks for one, and keeps its schema.",
    level: .must,
    consequence: "The caller's parser fails on prose, or on members that are missing.",
    source: OutcomeSource.create("response_format"),
    claims: ["chat.response_format.json_object", "chat.response_format.json_schema"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let subject = try probe.answer()
    let choice = try subject.choice()
    if choice.refusal?.isEmpty == false { throw Untestable(reason: "the model refused") }
    let text = try subject.wholeText()
    func found(_ kind: Finding.Kind, _ expected: String, _ actual: String) -> CheckOutcome {
      .found([
        context.finding(
          description, kind: kind, at: subject.place("/choices/0/message/content"),
          expected: expected, actual: actual, claim: probe.claim)
      ])
    }
    guard let value = JSONValue(ifJSON: text.utf8) else {
      return found(.silentlyIgnored, "a text that is JSON", "\"\(text)\"")
    }
    guard value.object != nil else {
      return found(.wrongValue, "a JSON object", "a JSON \(value.typeName)")
    }
    guard probe.arguments["schema"] == true,
      let schema = subject.evidence.requestBody?["response_format"]?["json_schema"]?["schema"],
      let violation = StrictSchema.violations(of: value, in: schema).first
    else { return .passed }
    return found(
      .wrongValue, "\(violation.expected) at \(violation.instanceLocation) of the text",
      violation.actual)
  }
}
