public import WireFormats

/// Looks at one answered step and says what it shows. One topic, one file, and one line in
/// ``Observers``.
public protocol Observer: Sendable {
  /// The keys that it can tell, for the table of keys; empty where they are made per probe.
  static var keys: [BehaviourKey] { get }

  /// What a step shows.
  static func observe(_ subject: Subject) -> [(BehaviourKey, JSONValue)]
}

/// Every observer there is.
public enum Observers {
  /// All of them, in the order of the table of keys.
  public static let all: [any Observer.Type] = [
    ReactionObserver.self, StreamObserver.self, CompletionObserver.self, ToolCallObserver.self,
    ErrorObserver.self, HeaderObserver.self,
  ]
}
