import Conformance
import WireFormats

/// Each call of an answer has an id of its own, and none that an earlier turn of the conversation
/// used.
enum CallIDs: Check {
  static let description = CheckDescription(
    id: "tools.ids", family: "tools", rule: "Each call has an id of its own.", level: .must,
    consequence: "Results go back to the wrong call.",
    source: .openAIObject("choices, message, tool_calls, id"), claims: ["chat.tools.ids"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    let calls = evidence.answerCalls.filter { $0.call.id?.isEmpty == false }
    guard !calls.isEmpty, let request = evidence.chatRequest else { return .notApplicable }
    var deviations = Deviations()
    // Choices are alternatives: an id may stand in several of them.
    var seen: Set<String> = []
    var choice: Int?
    for call in calls {
      guard let id = call.call.id else { continue }
      if call.choice.choice.index != choice {
        choice = call.choice.choice.index
        seen = []
      }
      if !seen.insert(id).inserted {
        deviations.add(
          "twice",
          context.finding(
            description, kind: .wrongValue, at: evidence.place(call.spot.appending("id")),
            expected: "an id of its own", actual: "\(id.quoted), as an earlier call has"))
      } else if request.earlierCallIDs.contains(id) {
        deviations.add(
          "reused",
          context.finding(
            description, kind: .wrongValue, at: evidence.place(call.spot.appending("id")),
            expected: "an id that no earlier turn used", actual: id.quoted, level: .should))
      }
    }
    return deviations.outcome
  }
}

extension ChatRequest {
  /// The ids of the calls in the conversation so far.
  var earlierCallIDs: Set<String> {
    Set(
      (body["messages"]?.array ?? []).flatMap { $0["tool_calls"]?.array ?? [] }
        .compactMap { $0["id"]?.string })
  }
}
