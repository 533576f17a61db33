public import Conformance
import WireFormats

/// The same seed gives the same answer, best effort; another seed may give another.
///
/// Source: OpenAI, Create chat completion, `seed`: "our system will make a best effort to sample
/// deterministically".
///
/// Arguments: `same`, three or more steps of one request with one seed and sampling on; `other`, steps
/// with other seeds; `claim`.
///
/// Only a set of answers that are all different shows that the seed is ignored. Where all answers are
/// the same whatever the seed, the model left nothing to chance and nothing was exercised.
public enum OutcomeSeed: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.seed", family: "outcomes",
    rule: "Requests with the same seed are answered alike.", level: .should,
    consequence: "A test that pins the seed still sees another answer every time.",
    source: OutcomeSource.create("seed"), claims: ["chat.seed.determinism"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let same = try texts(probe, "same")
    let other = try texts(probe, "other")
    guard same.count > 1 else { throw Untestable(reason: "there are not two answers to compare") }
    let distinct = Set(same).count
    if distinct == 1 {
      if !other.isEmpty, other.allSatisfy({ $0 == same[0] }) {
        throw Untestable(reason: "every answer is the same, whatever the seed")
      }
      return .passed
    }
    let subject = try probe.answer("same")
    return .found([
      context.finding(
        description, kind: distinct == same.count ? .silentlyIgnored : .wrongValue,
        at: subject.place(), expected: "\(same.count)/\(same.count) answers alike",
        actual: "\(distinct) different answers to \(same.count) requests",
        level: distinct == same.count ? nil : .should, claim: probe.claim)
    ])
  }

  private static func texts(_ probe: ProbeAnswers, _ argument: String) throws(Untestable)
    -> [String]
  {
    var texts: [String] = []
    for answer in try probe.answers(argument) { texts.append(try answer.said()) }
    return texts
  }
}
