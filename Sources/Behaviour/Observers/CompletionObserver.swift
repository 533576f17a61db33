import Conformance
public import WireFormats

/// The shape of plain completions, the finish reasons and the usage that were seen.
public enum CompletionObserver: Observer {
  static let members = BehaviourKey(
    "completion.members", "The members of a completion object", values: "list of names",
    impact: .cosmetic)
  static let messageMembers = BehaviourKey(
    "completion.message.members", "The members of a plain message", values: "list of names",
    impact: .cosmetic)
  static let usageMembers = BehaviourKey(
    "usage.members", "The members of usage", values: "list of names", impact: .surprises)
  static let idForm = BehaviourKey(
    "completion.id.prefix", "How completion ids begin", values: "text up to the first - or _",
    impact: .cosmetic)
  static let created = BehaviourKey(
    "completion.created", "The unit of `created`", values: "seconds, milliseconds, other, absent",
    impact: .breaks)
  static let model = BehaviourKey(
    "completion.model", "Whether the answer names the model asked for",
    values: "same, other, absent", impact: .surprises)
  static let logprobs = BehaviourKey(
    "completion.logprobs.members", "The members of a logprobs entry", values: "list of names",
    impact: .surprises)
  static let reasoning = BehaviourKey(
    "completion.reasoning.members", "The message members that carry reasoning",
    values: "list of names", impact: .surprises)

  /// All keys but the finish reasons, which are made per situation.
  public static let keys = [
    members, messageMembers, usageMembers, idForm, created, model, logprobs, reasoning,
  ]

  /// What a completion shows.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    let evidence = subject.evidence
    guard evidence.isSuccess, subject.step.endpoint == "chat", let completion = evidence.completion
    else { return [] }
    var seen: [(BehaviourKey, JSONValue)] = []
    if let reason = completion.first?.finishReason {
      let situation =
        "\(subject.probe.id)\(subject.probe.steps.count > 1 ? "." + subject.step.name : "")"
      seen.append(
        (
          BehaviourKey(
            "finish.\(situation)", "The finish reason of: \(subject.probe.title)",
            values: "finish reason", impact: .surprises), .string(reason)
        ))
    }
    guard let body = evidence.json else { return seen }
    seen.append((members, names(of: body)))
    if let message = body["choices"]?[0]?["message"], completion.first?.toolCalls.isEmpty == true {
      seen.append((messageMembers, names(of: message)))
      let carriers = Completion.Choice.reasoningMembers.filter { message[$0]?.string != nil }
      if !carriers.isEmpty { seen.append((reasoning, .array(carriers.map { .string($0) }))) }
    }
    if let usage = completion.usage { seen.append((usageMembers, names(of: usage))) }
    if let id = completion.id {
      let prefix = id.prefix { $0 != "-" && $0 != "_" }
      seen.append((idForm, prefix.count == id.count ? "" : .string(String(prefix))))
    }
    seen.append((created, .string(unit(of: body["created"]))))
    if let asked = evidence.requestBody?["model"]?.string {
      let same = completion.model.map { $0 == asked ? "same" : "other" } ?? "absent"
      seen.append((model, .string(same)))
    }
    if let entry = completion.first?.logprobs?.first { seen.append((logprobs, names(of: entry))) }
    return seen
  }

  private static func names(of value: JSONValue) -> JSONValue {
    .array(Set(value.object?.names ?? []).sorted().map { .string($0) })
  }

  private static func unit(of value: JSONValue?) -> String {
    guard let value else { return "absent" }
    guard let number = value.int else { return "other" }
    switch number {
    case 1_000_000_000..<10_000_000_000: return "seconds"
    case 1_000_000_000_000..<10_000_000_000_000: return "milliseconds"
    default: return "other"
    }
  }
}
