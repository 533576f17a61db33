/// A regular expression of the common simple kind, matched without an automaton: anchored at its
/// start, then one set after the other, each repeated so often, where a set that may repeat more or
/// less shares nothing with what follows it. `^[a-zA-Z0-9_-]+$` and `^chatcmpl-.+` are such.
struct RunPattern: Sendable {
  private struct Run: Sendable {
    var set: ScalarSet
    var minimum: Int
    var maximum: Int
  }

  private var runs: [Run] = []
  private var reachesEnd = false

  /// `nil` where the expression is of another kind.
  init?(_ syntax: PatternSyntax) {
    guard case .sequence(let terms) = syntax, case .textStart? = terms.first else { return nil }
    var rest = terms.dropFirst()
    if case .textEnd? = rest.last {
      reachesEnd = true
      rest.removeLast()
    }
    for term in rest {
      switch term {
      case .set(let set): runs.append(Run(set: set, minimum: 1, maximum: 1))
      case .repeated(.set(let set), let minimum, let maximum, _):
        runs.append(Run(set: set, minimum: minimum, maximum: maximum ?? Int.max))
      default: return nil
      }
    }
    // What is not held to the end of the text needs no more than the least of its last run.
    if !reachesEnd, let last = runs.indices.last { runs[last].maximum = runs[last].minimum }
    guard runs.indices.allSatisfy(needsNoBacktracking) else { return nil }
  }

  private func needsNoBacktracking(_ index: Int) -> Bool {
    if runs[index].minimum == runs[index].maximum { return true }
    for following in runs[(index + 1)...] {
      guard runs[index].set.isSurelyDisjoint(with: following.set) else { return false }
      if following.minimum > 0 { break }
    }
    return true
  }

  func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    for run in runs {
      var count = 0
      while count < run.maximum, position < bytes.count {
        let (scalar, next) = UTF8Scalars.decode(bytes, at: position)
        guard run.set.contains(scalar) else { break }
        position = next
        count += 1
      }
      if count < run.minimum { return false }
    }
    return !reachesEnd || position == bytes.count
  }
}
