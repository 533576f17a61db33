import Conformance
import JSONSchema
import WireFormats

/// With `strict` the arguments follow the function's schema exactly.
enum StrictArguments: Check {
  static let description = CheckDescription(
    id: "tools.strict", family: "tools",
    rule: "The arguments of a strict function follow its schema.", level: .must,
    consequence: "Clients that rely on the schema call their code with wrong arguments.",
    source: .openAICreate("Body, tools, function, strict"), claims: ["chat.tools.strict"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    guard let request = evidence.chatRequest, !evidence.isExpectedToBeRefused else {
      return .notApplicable
    }
    let tools = request.tools.filter(\.isStrict)
    var deviations = Deviations()
    var count = 0
    for call in evidence.answerCalls where call.choice.finishReason != "length" {
      guard let tool = tools.first(where: { $0.name == call.call.name }),
        let schema = tool.parameters, let arguments = call.call.arguments,
        // Arguments that are no JSON at all have a check of their own.
        let value = JSONValue(ifJSON: arguments.utf8)
      else { continue }
      count += 1
      guard let violation = StrictSchema.violations(of: value, in: schema).first else { continue }
      deviations.add(
        "schema",
        context.finding(
          description, kind: .wrongValue, at: evidence.place(call.argumentsSpot),
          expected: "\(violation.expected) at \(violation.instanceLocation.phrase)",
          actual: "\(violation.actual) in \(arguments.quoted)"))
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
