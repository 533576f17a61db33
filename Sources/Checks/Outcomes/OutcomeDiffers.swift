public import Conformance
import WireFormats

/// A value far from the default changes the answer: a parameter that never does is ignored.
///
/// Source: each parameter's documented effect.
///
/// Arguments: `subject` the step with the far value; `control`, two or more steps of the same request
/// with the near one; `claim`; `level`.
///
/// Where the controls differ among themselves, a difference proves nothing.
public enum OutcomeDiffers: OutcomeRule {
  /// The check's name card.
  public static let description = CheckDescription(
    id: "outcome.differs", family: "outcomes",
    rule:
      "A value far from the default changes the answer to a request that is otherwise the same.",
    level: .should, consequence: "A caller tunes a parameter that does nothing.",
    source: OutcomeSource.create("sampling parameters"),
    claims: ["chat.temperature.effect", "chat.logit_bias.effect"])

  static func judge(_ probe: ProbeAnswers, in context: CheckContext) throws(Untestable)
    -> CheckOutcome
  {
    let control = try probe.settledText("control")
    let subject = try probe.answer()
    if try subject.said() != control { return .passed }
    return .found([
      context.finding(
        description, kind: .silentlyIgnored, at: subject.place(),
        expected: "another answer than to the control",
        actual: "the very same, \"\(Excerpt.cut(control))\"", level: probe.level,
        claim: probe.claim)
    ])
  }
}
