/// Runs a ``PatternProgram`` over one text: all states of the automaton at once, one scalar after the
/// other.
struct PatternMatcher {
  /// The most states visited in one search; what needs more does not match.
  static let maximumSteps = 20_000_000

  private let bytes: UnsafeBufferPointer<UInt8>
  private var steps = 0

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
      guard let (scalar, next) = isBackward ? scalar(before: position) : scalar(at: position)
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
    var pending = [state]
    while let state = pending.popLast() {
      guard set.insert(state) else { continue }
      steps += 1
      switch program.instructions[state] {
      case .take: break
      case .match: return true
      case .jump(let target): pending.append(target)
      case .fork(let first, let second):
        pending.append(second)
        pending.append(first)
      case .textStart: if position == 0 { pending.append(state + 1) }
      case .textEnd: if position == bytes.count { pending.append(state + 1) }
      case .wordBoundary(let isNegated):
        if isWordBoundary(position) != isNegated { pending.append(state + 1) }
      case .look(let index):
        let look = program.looks[index]
        let agrees = run(look.program, from: position, isBackward: look.isBehind, searches: false)
        if agrees != look.isNegated { pending.append(state + 1) }
      }
    }
    return false
  }

  private func isWordBoundary(_ position: Int) -> Bool {
    let before = scalar(before: position).map { ScalarSet.wordCharacters.contains($0.0) } ?? false
    let after = scalar(at: position).map { ScalarSet.wordCharacters.contains($0.0) } ?? false
    return before != after
  }

  /// The scalar that begins at a byte, and where the next one does.
  private func scalar(at position: Int) -> (UInt32, Int)? {
    guard position < bytes.count else { return nil }
    return UTF8Scalars.decode(bytes, at: position)
  }

  /// The scalar that ends before a byte, and where it begins.
  private func scalar(before position: Int) -> (UInt32, Int)? {
    guard position > 0 else { return nil }
    var start = position - 1
    while start > 0 && bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return (UTF8Scalars.decode(bytes, at: start).0, start)
  }
}

/// Decoding of the UTF-8 of a `String`, which is always well-formed.
enum UTF8Scalars {
  /// The scalar that begins at a byte, and where the next one does.
  @inline(__always)
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (UInt32, Int) {
    let lead = UInt32(bytes[position])
    if lead < 0x80 { return (lead, position + 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = lead & (0xFF >> UInt32(length + 1))
    for offset in 1..<length {
      guard position + offset < bytes.count else { return (0xFFFD, bytes.count) }
      value = value << 6 | UInt32(bytes[position + offset] & 0x3F)
    }
    return (value, position + length)
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
