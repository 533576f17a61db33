public import Conformance
import JSONSchema
import WireFormats

/// A call's arguments are JSON that keeps the schema of the tool called.
///
/// Source: OpenAI, Create chat completion, `tools`; function calling guide, strict mode.
///
/// Arguments: `subject`; `strict`, whether the tool is declared strict; `claim`. The schema is the one
/// that the request itself declares.
///
/// Text that is not JSON breaks the call. Arguments beside the schema break a promise only where the
/// tool is strict; otherwise the model decided, and nothing can be held against the protocol.
public enum OutcomeToolArguments: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.tool-arguments", family: "outcomes",
    rule: "The arguments of a call are a JSON object, and keep a strict tool's schema.",
    level: .must,
    consequence: "The tool is called with what its schema rules out.",
    source: OutcomeSource.create("tools"), claims: ["chat.tools.strict", "chat.tools.arguments"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let subject = try probe.answer()
    let choice = try subject.choice()
    guard !choice.toolCalls.isEmpty else {
      throw Untestable(reason: "the model made no tool call")
    }
    if choice.finishReason == "length" {
      throw Untestable(reason: "the call was cut off by the token limit")
    }
    var findings: [Finding] = []
    var isBeside = false
    for (position, call) in choice.toolCalls.enumerated() {
      let text = call.arguments ?? ""
      let place = subject.place(
        JSONPointer(["choices", "0", "message", "tool_calls", String(position), "function"])
          .appending("arguments"))
      func report(_ expected: String, _ actual: String) {
        findings.append(
          context.finding(
            description, kind: .wrongValue, at: place, expected: expected, actual: actual,
            claim: probe.claim))
      }
      guard let value = JSONValue(ifJSON: text.utf8), value.object != nil else {
        report("a JSON object as arguments", "\"\(text)\"")
        continue
      }
      guard let violation = violation(of: value, tool: call.name, in: subject.evidence) else {
        continue
      }
      isBeside = true
      if probe.arguments["strict"] == true {
        report(
          "\(violation.expected) at \(violation.instanceLocation) of the arguments",
          violation.actual)
      }
    }
    if !findings.isEmpty { return .found(findings) }
    if isBeside { throw Untestable(reason: "the model did not keep a schema that is not strict") }
    return .passed
  }

  private static func violation(of value: JSONValue, tool: String?, in evidence: Evidence)
    -> SchemaViolation?
  {
    let tools = evidence.requestBody?["tools"]?.array ?? []
    let function = tools.compactMap { $0["function"] }.first { $0["name"]?.string == tool }
    guard let schema = function?["parameters"] else { return nil }
    return StrictSchema.violations(of: value, in: schema).first
  }
}
