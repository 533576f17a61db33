import Conformance
import WireFormats

/// A finished tool call has an id, the type `function`, a function's name, and arguments in a string.
enum CallShape: Check {
  static let description = CheckDescription(
    id: "tools.call", family: "tools",
    rule: "A call has an id, the type function, a name, and arguments in a string.", level: .must,
    consequence: "Clients cannot run the call, or cannot send its result back.",
    source: .openAIObject("choices, message, tool_calls"), claims: ["chat.tools.call"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let calls = evidence.answerCalls
    guard !calls.isEmpty else { return .notApplicable }
    var deviations = Deviations()
    for call in calls {
      func missing(_ member: String, _ expected: String, _ actual: String?) {
        deviations.add(
          member,
          context.finding(
            description, at: evidence.place(call.spot.appending(member)), expected: expected,
            actual: actual?.quoted ?? "none in the whole call"))
      }
      if call.call.id?.isEmpty != false { missing("id", "an id", call.call.id) }
      let type = call.call.type
      if type != "function" && type != "custom" { missing("type", "\"function\"", type) }
      guard !call.isCustom else { continue }
      if call.call.name?.isEmpty != false {
        missing("function", "a function's name", call.call.name)
      } else if call.call.arguments == nil {
        missing("function", "arguments in a string", nil)
      }
    }
    return deviations.outcome
  }
}
