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
        reaction.filled(outcome.name, meaning: outcome.probe.title),
        .string(reactions.joined(separator: ", then "))
      )
    ]
  }
}
