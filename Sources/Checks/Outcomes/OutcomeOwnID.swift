public import Conformance
import WireFormats

/// Each completion has an id of its own: answers to different requests do not share one.
///
/// Source: OpenAI, The chat completion object, `id`: "A unique identifier for the chat completion."
///
/// Arguments: `steps`, two or more steps; `claim`.
///
/// Answers to equal requests may come from a cache, id and all, and are not compared. Missing and empty
/// ids are other checks' business.
public enum OutcomeOwnID: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.own-id", family: "outcomes",
    rule: "Answers to different requests have different ids.", level: .must,
    consequence: "Clients and gateways that tell answers apart by id melt two into one.",
    source: OutcomeSource.object("id"), claims: ["chat.response.id-unique"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    var known: [(id: String, answer: Answer)] = []
    for answer in try probe.answers("steps") {
      guard let id = try answer.completion().id, !id.isEmpty else { continue }
      if let other = known.first(where: { $0.id.isSameBytes(as: id) && differs($0.answer, answer) })
      {
        return .found([
          context.finding(
            description, kind: .wrongValue, at: answer.place("/id"), expected: "an id of its own",
            actual: "\(id.quoted), as in the step \(other.answer.step)", claim: probe.claim)
        ])
      }
      known.append((id, answer))
    }
    guard known.count > 1 else { throw Untestable(reason: "there are not two ids to compare") }
    return .passed
  }

  /// Whether two answers are to different requests.
  private static func differs(_ one: Answer, _ other: Answer) -> Bool {
    one.evidence.requestBody != other.evidence.requestBody
  }
}
