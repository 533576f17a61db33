import Conformance
public import WireFormats

/// The accepted range of each parameter and the reaction beyond it: what one value of one member
/// meets in a request that is plain otherwise. The key is made from the request alone, so that two
/// providers are compared on the value that both were sent, whatever the probe is called.
public enum ParameterObserver: Observer {
  static let reaction = BehaviourKey(
    "parameter.<endpoint>.<member>=<value>",
    "What one value of one request member meets, in a request that is plain otherwise",
    values: Reaction.values + "; then, where it shows, the effect: 2 choices, ignored",
    impact: .breaks)

  /// One family.
  public static let keys = [reaction]

  /// What the value meets.
  public static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)] {
    guard let key = key(of: subject) else { return [] }
    var text = Reaction.of(subject.evidence)
    if text == Reaction.accepted {
      if let wanted = subject.evidence.requestBody?["n"]?.int, wanted > 1 {
        // Choices that cannot be counted are no answer to the question.
        guard let choices = subject.evidence.completion?.choices.count else { return [] }
        text += choices == 1 ? ", 1 choice" : ", \(choices) choices"
      } else if subject.findings.contains(where: { $0.kind == .silentlyIgnored }) {
        text = Reaction.ignored
      }
    }
    return [(key, .string(text))]
  }

  /// The key of a request that differs from a plain one in one member, `nil` for any other.
  static func key(of subject: Subject) -> BehaviourKey? {
    let evidence = subject.evidence
    guard !subject.isAboutCredentials, subject.isForUsualModel,
      subject.step.method == nil || isJudged(subject),
      subject.step.path == nil, let body = evidence.requestBody?.object,
      let endpoint = evidence.endpoint,
      ![401, 403, 408, 429].contains(evidence.exchange.status ?? 0)
    else { return nil }
    switch endpoint {
    case "chat":
      guard body["model"]?.string != nil, isPlain(body["messages"]) else { return nil }
    case "embeddings":
      guard body["model"]?.string != nil, body["input"]?.string != nil else { return nil }
    default: return nil
    }
    guard let (member, note) = odd(among: body), let value = body[member] else { return nil }
    let text = value.withCanonicalNumbers.serialized()
    guard text.count <= 60 else { return nil }
    return reaction.filled(
      endpoint, member, text + note,
      meaning: "What a request with `\(member)` \(text)\(note) meets")
  }

  private static func isJudged(_ subject: Subject) -> Bool { subject.probe.id.contains("/") }

  /// Messages of system, user and assistant with text alone.
  private static func isPlain(_ messages: JSONValue?) -> Bool {
    guard let messages = messages?.array, !messages.isEmpty else { return false }
    return messages.allSatisfy { message in
      guard let object = message.object, object.count == 2, message["content"]?.string != nil,
        let role = message["role"]?.string
      else { return false }
      return ["system", "user", "assistant"].contains(role)
    }
  }

  /// The one member that is not plain, with a note where its companion is missing. Limits, seeds and
  /// ordinary temperatures stand in many requests only to make them short and steady.
  private static func odd(among body: JSONObject) -> (member: String, note: String)? {
    var names = Set(body.names).subtracting(["model", "messages", "input"])
    guard names.count == body.count - 2 else { return nil }
    var note = ""
    for (member, companion) in companions where names.contains(member) {
      if names.contains(companion) {
        names.remove(companion)
      } else {
        note = " without \(companion)"
      }
    }
    for member in ["max_tokens", "max_completion_tokens"] where names.count > 1 {
      if let limit = body[member]?.int, limit > 1 { names.remove(member) }
    }
    if names.count > 1, body["seed"]?.int != nil { names.remove("seed") }
    if names.count > 1, let temperature = body["temperature"]?.double,
      temperature == 0 || temperature == 1
    {
      names.remove("temperature")
    }
    guard names.count == 1, let member = names.first else { return nil }
    // A limit alone is what makes the plain request.
    if member.hasPrefix("max_"), let limit = body[member]?.int, limit > 1 { return nil }
    return (member, note)
  }

  private static let companions = [
    ("stream_options", "stream"), ("tool_choice", "tools"), ("parallel_tool_calls", "tools"),
    ("top_logprobs", "logprobs"),
  ]
}

extension JSONValue {
  /// The value with one spelling a number, so that `0.000` and `0` make one key: the shortest that has
  /// the same value, or the one that stood there where no short one has.
  fileprivate var withCanonicalNumbers: JSONValue {
    switch self {
    case .number(let number):
      if let int = number.int { return .integer(int) }
      guard let short = JSONNumber(lexeme: number.double.description), short == number else {
        return self
      }
      return .number(short)
    case .array(let items): return .array(items.map(\.withCanonicalNumbers))
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map { .init(name: $0.name, value: $0.value.withCanonicalNumbers) }))
    default: return self
    }
  }
}
