import Conformance
public import WireFormats

/// What every other request meets, probe by probe: two parameters at once, malformed bodies, absent
/// keys, conversations.
public enum ReactionObserver: OutcomeObserver {
  static let reaction = BehaviourKey(
    "reaction.<probe>", "What the requests of a probe meet, where no parameter key tells it",
    values: Reaction.values + "; joined by `, then` where steps differ", impact: .breaks)

  /// One family.
  public static let keys = [reaction]

  /// What the steps meet, in order, the same only once.
  public static func observe(_ outcome: ProbeOutcome) -> [(BehaviourKey, JSONValue)] {
    var reactions: [String] = []
    for subject in outcome.subjects where ParameterObserver.key(of: subject) == nil {
      let text = Reaction.of(subject.evidence)
      if reactions.last != text { reactions.append(text) }
    }
    guard !reactions.isEmpty else { return [] }
    return [
      (
        reaction.filled(outcome.name, meaning: meaning(of: outcome)),
        .string(reactions.joined(separator: ", then "))
      )
    ]
  }

  /// What was asked, without what one provider's documentation lets expect of it: the title of a
  /// probe that stands beside what another made of it must not say that it is refused.
  private static func meaning(of outcome: ProbeOutcome) -> String {
    let title = outcome.probe.title
    if outcome.probe.id.contains("/") { return "\(outcome.name): \(title)" }
    for expectation in ["` is refused: ", "` is taken: ", "`, not documented: "] {
      guard let range = title.firstRange(of: expectation) else { continue }
      return title[..<range.lowerBound] + "`: " + title[range.upperBound...]
    }
    return title
  }
}
