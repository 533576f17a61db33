/// Runs a ``PatternProgram`` with back-references over one text: one way after the other, going back
/// to the last choice where one fails. This may take time without measure, so the steps are counted.
struct PatternBacktracker {
  /// The most instructions carried out in one search; what needs more does not match. Enough for
  /// tens of kilobytes of text, and done within a fraction of a second.
  static let maximumSteps = 250_000

  private let bytes: UnsafeBufferPointer<UInt8>
  private var steps = 0
  /// Places noted: the captures and the marks. -1 where nothing is.
  private var slots: [Int]
  private var choices: [Choice] = []

  private enum Choice {
    /// A way not taken yet.
    case branch(instruction: Int, position: Int)
    /// What a slot held before.
    case slot(Int, Int)
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, slotCount: Int) {
    self.bytes = bytes
    slots = Array(repeating: -1, count: slotCount)
  }

  /// Whether the program matches anywhere.
  mutating func search(_ program: PatternProgram) -> Bool {
    var position = 0
    while true {
      if run(program, from: position, isBackward: false) { return true }
      guard !program.isAnchored, steps < PatternBacktracker.maximumSteps,
        let (_, next) = UTF8Scalars.scalar(bytes, at: position)
      else { return false }
      position = next
    }
  }

  /// Follows a program from a place; leaves the captures of a match.
  private mutating func run(
    _ program: PatternProgram, from start: Int, isBackward: Bool
  ) -> Bool {
    let floor = choices.count
    var position = start
    var instruction = 0
    while steps < PatternBacktracker.maximumSteps {
      steps += 1
      var goesOn = true
      switch program.instructions[instruction] {
      case .match: return true
      case .jump(let target):
        instruction = target
        continue
      case .fork(let first, let second):
        choices.append(.branch(instruction: second, position: position))
        instruction = first
        continue
      case .save(let slot): set(slot, to: position)
      case .clear(let range): for slot in range { set(slot, to: -1) }
      case .progress(let slot): goesOn = slots[slot] != position
      case .take(let set):
        let scalar =
          isBackward
          ? UTF8Scalars.scalar(bytes, before: position) : UTF8Scalars.scalar(bytes, at: position)
        if let (value, next) = scalar, program.sets[set].contains(value) {
          position = next
        } else {
          goesOn = false
        }
      case .backReference(let group):
        goesOn = takeCaptured(group, at: &position, isBackward: isBackward)
      case .textStart: goesOn = position == 0
      case .textEnd: goesOn = position == bytes.count
      case .wordBoundary(let isNegated):
        goesOn = UTF8Scalars.isWordBoundary(bytes, at: position) != isNegated
      case .look(let index): goesOn = agrees(program.looks[index], at: position)
      }
      if goesOn {
        instruction += 1
      } else {
        guard let way = goBack(to: floor) else { return false }
        (instruction, position) = way
      }
    }
    return false
  }

  private mutating func set(_ slot: Int, to position: Int) {
    choices.append(.slot(slot, slots[slot]))
    slots[slot] = position
  }

  /// The last way not taken, with the slots as they were then.
  private mutating func goBack(to floor: Int) -> (Int, Int)? {
    while choices.count > floor, let choice = choices.popLast() {
      switch choice {
      case .branch(let instruction, let position): return (instruction, position)
      case .slot(let slot, let place): slots[slot] = place
      }
    }
    return nil
  }

  /// A look at what follows or precedes. What it captured stays where it agrees; the ways that it did
  /// not take are gone.
  private mutating func agrees(_ look: PatternProgram.Look, at position: Int) -> Bool {
    let floor = choices.count
    let before = slots
    let matches = run(look.program, from: position, isBackward: look.isBehind)
    choices.removeLast(choices.count - floor)
    // One that ran out of steps has not told whether it agrees.
    guard steps < PatternBacktracker.maximumSteps else { return false }
    guard matches, !look.isNegated else {
      slots = before
      return matches != look.isNegated
    }
    for slot in slots.indices where slots[slot] != before[slot] {
      choices.append(.slot(slot, before[slot]))
    }
    return true
  }

  /// Takes the text that a group captured; a group that took no part captured the empty text.
  private func takeCaptured(_ group: Int, at position: inout Int, isBackward: Bool) -> Bool {
    let start = slots[2 * group]
    let end = slots[2 * group + 1]
    guard start >= 0, end >= start else { return true }
    let length = end - start
    let from = isBackward ? position - length : position
    guard from >= 0, from + length <= bytes.count else { return false }
    for offset in 0..<length where bytes[start + offset] != bytes[from + offset] { return false }
    position = isBackward ? from : from + length
    return true
  }
}
