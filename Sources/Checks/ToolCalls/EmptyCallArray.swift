import Conformance
import WireFormats

/// Where no tool is called, `tool_calls` is left out: an empty array is legal JSON and reads as a
/// call to clients that look for the member only.
enum EmptyCallArray: Check {
  static let description = CheckDescription(
    id: "tools.empty-array", family: "tools", rule: "tool_calls is left out rather than empty.",
    level: .should,
    consequence: "Clients that test for the member, not its length, enter their tool loop.",
    source: .practice("empty tool_calls arrays"), claims: ["chat.tools.call"])

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    var deviations = Deviations()
    var count = 0
    func judge(_ holder: JSONValue?, _ place: @autoclosure () -> Finding.Place) {
      guard let calls = holder?["tool_calls"] else { return }
      count += 1
      guard calls.array?.isEmpty == true else { return }
      deviations.add(
        "empty",
        context.finding(
          description, at: place(), expected: "no tool_calls member", actual: "[]", level: .should))
    }
    for (position, choice) in (evidence.plainCompletion?["choices"]?.array ?? []).enumerated() {
      judge(choice["message"], evidence.place(.path("choices", position, "message", "tool_calls")))
    }
    for chunk in evidence.chunks ?? [] {
      for (position, choice) in chunk.choices.enumerated() {
        judge(
          choice["delta"],
          evidence.place(.path("choices", position, "delta", "tool_calls"), in: chunk.event))
      }
    }
    return count == 0 ? .notApplicable : deviations.outcome
  }
}
