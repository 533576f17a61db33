import Conformance
public import WireFormats

/// What only several answers together show: defaults, effects, determinism.
public enum EffectObserver: OutcomeObserver {
  static let effect = BehaviourKey(
    "effect.<endpoint>.<member>", "Whether a request member changes the answer as it promises",
    values: "seen, ignored, otherwise", impact: .surprises)
  static let standard = BehaviourKey(
    "default.<endpoint>.<member>", "What happens where a request member is left out",
    values:
      "the value that gives the same answer; choices of n, form of stream, tokens of max_tokens",
    impact: .surprises)
  static let seed = BehaviourKey(
    "determinism.seed", "Whether the same seed gives the same text again",
    values: "same text, other text", impact: .surprises)
  static let cold = BehaviourKey(
    "determinism.temperature-0", "Whether the lowest temperature gives the same text again",
    values: "same text, other text", impact: .surprises)

  /// Two keys and two families.
  public static let keys = [effect, standard, seed, cold]

  /// What a probe shows.
  public static func observe(_ outcome: ProbeOutcome) -> [(BehaviourKey, JSONValue)] {
    let parts = outcome.probe.id.split(separator: ".").map(String.init)
    guard parts.count == 3, outcome.subjects.allSatisfy(\.evidence.isSuccess) else { return [] }
    switch parts[2] {
    case "effect", "contrast", "string":
      return effects(outcome, endpoint: parts[0], member: parts[1])
        + same(outcome, ["cold", "cold-again"], key: cold)
    case "same" where parts[1] == "seed":
      return same(outcome, ["first", "second"], key: seed)
    case "default":
      guard let value = observedDefault(outcome, member: parts[1]) else { return [] }
      return [(filled(standard, parts[0], parts[1], "What leaving `\(parts[1])` out means"), value)]
    default: return []
    }
  }

  private static func filled(
    _ family: BehaviourKey, _ endpoint: String, _ member: String, _ meaning: String
  ) -> BehaviourKey {
    family.filled(endpoint, member, meaning: meaning)
  }

  private static func effects(_ outcome: ProbeOutcome, endpoint: String, member: String)
    -> [(BehaviourKey, JSONValue)]
  {
    guard member == "stop" || outcome.probe.id.hasSuffix(".string") == false else { return [] }
    let key = filled(effect, endpoint, member, "Whether `\(member)` changes the answer")
    let grave = outcome.judgement.findings.filter { $0.check.hasPrefix("outcome.") }
    if outcome.judgement.verdict == .pass { return [(key, "seen")] }
    if grave.contains(where: { $0.kind == .silentlyIgnored }) { return [(key, "ignored")] }
    if grave.isEmpty { return [] }
    return [(key, "otherwise")]
  }

  private static func same(_ outcome: ProbeOutcome, _ steps: [String], key: BehaviourKey)
    -> [(BehaviourKey, JSONValue)]
  {
    let texts = steps.compactMap { outcome.subject($0)?.evidence.completion?.first?.content }
    guard texts.count == 2 else { return [] }
    let word = texts[0] == texts[1] ? "same text" : "other text"
    return [(key, .string(word))]
  }

  private static func observedDefault(_ outcome: ProbeOutcome, member: String) -> JSONValue? {
    guard let omitted = outcome.subject("omitted") else { return nil }
    if let explicit = outcome.subject("explicit") {
      guard outcome.judgement.verdict == .pass, member != "model",
        let value = explicit.evidence.requestBody?[member]
      else { return nil }
      return value
    }
    let completion = omitted.evidence.completion
    switch member {
    case "stream": return omitted.evidence.stream == nil ? "one JSON body" : "event stream"
    case "n": return completion.map { .integer($0.choices.count) }
    case "logprobs": return completion?.first?.logprobs == nil ? "none" : "given"
    case "max_tokens":
      guard completion?.first?.finishReason == "length" else { return "not cut" }
      return completion?.usage?["completion_tokens"]
    default: return nil
    }
  }
}
