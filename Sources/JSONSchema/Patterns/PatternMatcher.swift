/// Runs a ``PatternProgram`` over one text: all states of the automaton at once, one scalar after the
/// other.
struct PatternMatcher {
  /// The most states visited in one search; what needs more does not match.
  static let maximumSteps = 20_000_000

  private let bytes: UnsafeBufferPointer<UInt8>
  private var steps = 0
  /// States to follow; those of a look stand on top of those of what looks.
  private var pending: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether the program matches anywhere.
  mutating func search(_ program: PatternProgram) -> Bool {
    run(program, from: 0, isBackward: false, searches: !program.isAnchored)
  }

  /// - Parameter searches: whether a match may begin at every place, not only at the first.
  private mutating func run(
    _ program: PatternProgram, from start: Int, isBackward: Bool, searches: Bool
  ) -> Bool {
    var current = StateSet(capacity: program.instructions.count)
    var following = StateSet(capacity: program.instructions.count)
    var position = start
    var isFirst = true
    while steps < PatternMatcher.maximumSteps {
      if isFirst || searches {
        if follow(0, of: program, at: position, into: &current) { return true }
      }
      isFirst = false
      if current.states.isEmpty && !searches { return false }
      guard
        let (scalar, next) =
          isBackward
          ? UTF8Scalars.scalar(bytes, before: position) : UTF8Scalars.scalar(bytes, at: position)
      else { return false }
      for state in current.states {
        steps += 1
        guard case .take(let set) = program.instructions[state],
          program.sets[set].contains(scalar)
        else { continue }
        if follow(state + 1, of: program, at: next, into: &following) { return true }
      }
      swap(&current, &following)
      following.removeAll()
      position = next
    }
    return false
  }

  /// Adds a state and all that it leads to without a scalar; true once a match is among them.
  private mutating func follow(
    _ state: Int, of program: PatternProgram, at position: Int, into set: inout StateSet
  ) -> Bool {
    let floor = pending.count
    pending.append(state)
    defer { pending.removeLast(pending.count - floor) }
    while pending.count > floor, let state = pending.popLast() {
      guard set.insert(state) else { continue }
      steps += 1
      switch program.instructions[state] {
      // A program with back-references is for the search that goes back.
      case .take, .backReference, .clear, .progress, .save: break
      // A look that ran out of steps has not told whether it agrees.
      case .match: return steps < PatternMatcher.maximumSteps
      case .jump(let target): pending.append(target)
      case .fork(let first, let second):
        pending.append(second)
        pending.append(first)
      case .textStart: if position == 0 { pending.append(state + 1) }
      case .textEnd: if position == bytes.count { pending.append(state + 1) }
      case .wordBoundary(let isNegated):
        if UTF8Scalars.isWordBoundary(bytes, at: position) != isNegated {
          pending.append(state + 1)
        }
      case .look(let index):
        let look = program.looks[index]
        let agrees = run(look.program, from: position, isBackward: look.isBehind, searches: false)
        if agrees != look.isNegated { pending.append(state + 1) }
      }
    }
    return false
  }
}

/// A set of small numbers that is emptied at no cost.
private struct StateSet {
  private(set) var states: [Int] = []
  private var places: [Int]

  init(capacity: Int) { places = Array(repeating: 0, count: capacity) }

  /// Inserts a state; `false` where it is there already.
  mutating func insert(_ state: Int) -> Bool {
    let place = places[state]
    if place < states.count && states[place] == state { return false }
    places[state] = states.count
    states.append(state)
    return true
  }

  mutating func removeAll() { states.removeAll(keepingCapacity: true) }
}
