import Conformance
public import WireFormats

/// Looks at one answered step and says what it shows. One topic, one file, and one line in
/// ``Observers``.
public protocol Observer: Sendable {
  /// The keys that it can tell, and families of keys, for the table of keys.
  static var keys: [BehaviourKey] { get }

  /// What a step shows.
  static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)]
}

/// Looks at all steps of a probe and what it came to.
public protocol OutcomeObserver: Sendable {
  /// The keys that it can tell, and families of keys, for the table of keys.
  static var keys: [BehaviourKey] { get }

  /// What a probe shows.
  static func observe(_ outcome: ProbeOutcome) -> [(BehaviourKey, JSONValue)]
}

/// Every observer there is.
public enum Observers {
  /// Those that look at one step.
  public static let steps: [any Observer.Type] = [
    ParameterObserver.self, StreamObserver.self, CompletionObserver.self, FinishObserver.self,
    UsageObserver.self, ToolCallObserver.self, StructuredObserver.self, ErrorObserver.self,
    HeaderObserver.self, CatalogueObserver.self, EmbeddingObserver.self,
  ]

  /// Those that look at a whole probe.
  public static let outcomes: [any OutcomeObserver.Type] = [
    ReactionObserver.self, EffectObserver.self,
  ]

  /// The table of keys: every key and family that an observation can have, by name.
  public static var keys: [BehaviourKey] {
    (steps.flatMap { $0.keys } + outcomes.flatMap { $0.keys }).sorted { $0.name < $1.name }
  }

  /// The sections of the table, of a matrix and of a diff, in order: the first part of a key's name
  /// and its heading.
  public static let topics: [(name: String, title: String)] = [
    ("parameter", "Request parameters, value by value"),
    ("default", "Defaults, as observed"),
    ("effect", "Whether parameters have an effect"),
    ("determinism", "Determinism"),
    ("stream", "Streams"),
    ("usage", "Usage"),
    ("finish", "Finish reasons"),
    ("completion", "Completions"),
    ("tools", "Tool calls"),
    ("structured", "Structured output"),
    ("errors", "Errors, by situation"),
    ("headers", "Response fields"),
    ("models", "The models endpoints"),
    ("embeddings", "The embeddings endpoint"),
    ("reaction", "Other requests: what each meets"),
  ]

  /// What people ask first, in order: shown before everything else in a matrix.
  public static let highlights = [
    "parameter.chat.n=2", "parameter.chat.temperature=2", "parameter.chat.temperature=2.1",
    "stream.usage.placement", "stream.usage.unasked", "stream.terminator",
    "finish.at-limit", "effect.chat.stop", "determinism.seed", "tools.finish-reason.required",
    "tools.finish-reason.named", "structured.json_object", "structured.json_schema",
    "completion.reasoning.members", "errors.authentication.type", "errors.invalid-request.code",
    "reaction.chat.model.unknown", "headers.rate-limit",
  ]
}

extension BehaviourKey {
  /// The place of its topic in ``Observers/topics``, behind the last for none.
  var topic: Int {
    let first = name.prefix { $0 != "." }
    return Observers.topics.firstIndex { $0.name == first } ?? Observers.topics.count
  }

  /// What a person reads in place of the name: `n = 2` for a parameter, the capture's name for judged
  /// traffic, else the sentence.
  public var label: String {
    if family.hasPrefix("reaction."), meaning.hasPrefix(name.dropFirst(9) + ": ") {
      return String(name.dropFirst(9))
    }
    guard family.hasPrefix("parameter."), let mark = name.firstIndex(of: "=") else {
      return meaning
    }
    let member = name[..<mark].split(separator: ".", maxSplits: 2).last ?? ""
    let endpoint = name.split(separator: ".").dropFirst().first ?? ""
    let place = endpoint == "chat" ? "" : " (\(endpoint))"
    return "\(member) = \(name[name.index(after: mark)...])\(place)"
  }
}

extension JSONValue {
  /// A list of texts without repetition, in order.
  static func list(_ texts: some Sequence<String>) -> JSONValue {
    .array(Set(texts).sorted().map { .string($0) })
  }

  /// The names of an object's members, in order; empty for anything else.
  var memberNames: JSONValue { .list(object?.names ?? []) }

  /// The names of a message's or a delta's members without those that carry reasoning: whether a
  /// model reasons about one request or another is chance, and has keys of its own.
  var memberNamesApartFromReasoning: JSONValue {
    .list((object?.names ?? []).filter { !Completion.Choice.reasoningMembers.contains($0) })
  }
}
