import Conformance
public import WireFormats

/// What each probe's request met: the accepted range of each parameter, and the reaction beyond it,
/// key by key with the probe's own id.
public enum ReactionObserver: Observer {
  /// Made per probe: `reaction.chat.temperature.above-maximum`.
  public static let keys: [BehaviourKey] = []

  /// `accepted`, `rejected 400 invalid_request_error`, `failed 500`.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    guard let status = subject.evidence.exchange.status else { return [] }
    let step = subject.probe.steps.count > 1 ? ".\(subject.step.name)" : ""
    let key = BehaviourKey(
      "reaction.\(subject.probe.id)\(step)", "What this request meets: \(subject.probe.title)",
      values: "accepted, rejected STATUS TYPE, failed STATUS", impact: .breaks)
    return [(key, .string(reaction(status, error: subject.evidence.error)))]
  }

  private static func reaction(_ status: Int, error: JSONValue?) -> String {
    let type = error?["type"]?.string.map { " \($0)" } ?? ""
    switch status {
    case 200..<300: return error == nil || error == .null ? "accepted" : "accepted with an error"
    case 500...: return "failed \(status)\(type)"
    case 300..<400: return "redirected \(status)"
    default: return "rejected \(status)\(type)"
    }
  }
}
