import Synchronization

/// What is derived from one piece of evidence, made when it is first asked for and then kept: a hundred
/// checks ask for the same.
///
/// It holds nothing that the evidence does not say, so that copies of the evidence may share it.
package final class DerivedValue: Sendable {
  private let kept = Mutex<(any AnyObject & Sendable)?>(nil)

  init() {}

  /// The value, made the first time.
  ///
  /// - Parameter make: makes the value; asked twice where two ask at once, which both get the same
  ///   answer to.
  package func value<Value: AnyObject & Sendable>(_ make: () -> Value) -> Value {
    if let known = kept.withLock({ $0 }) as? Value { return known }
    let made = make()
    kept.withLock { $0 = made }
    return made
  }
}
