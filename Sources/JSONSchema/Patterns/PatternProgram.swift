/// A regular expression as the instructions of a non-deterministic automaton.
///
/// What only the search with back-references needs (captures, marks against empty loops) is written
/// out only where there is such a reference.
struct PatternProgram: Sendable {
  /// How many instructions an expression may come to; counted repetitions are written out.
  static let maximumSize = 50_000

  enum Instruction: Sendable {
    /// Takes one scalar of a set.
    case take(Int)
    /// Goes on at both places, at the first one by preference.
    case fork(Int, Int)
    case jump(Int)
    case textStart
    case textEnd
    case wordBoundary(isNegated: Bool)
    /// Goes on where an automaton of its own agrees.
    case look(Int)
    /// Notes the place in a slot.
    case save(Int)
    /// Empties slots.
    case clear(Range<Int>)
    /// Goes on where the place is not the one noted in a slot.
    case progress(Int)
    /// Takes what a group captured.
    case backReference(Int)
    case match
  }

  /// What the programs of one expression share: its groups, and the slots in use. The slots from
  /// `2·n` on are the captures of group `n`, the further ones marks.
  struct Context {
    let groups: PatternGroups
    var slotCount: Int

    init(_ groups: PatternGroups) {
      self.groups = groups
      slotCount = 2 * groups.count + 2
    }

    var hasReferences: Bool { !groups.references.isEmpty }
  }

  struct Look: Sendable {
    let program: PatternProgram
    let isBehind: Bool
    let isNegated: Bool
  }

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [ScalarSet] = []
  private(set) var looks: [Look] = []
  /// Whether a match can only begin where the text does.
  let isAnchored: Bool

  /// - Parameter isBackward: for a lookbehind, whose automaton reads the text towards its start.
  init(
    _ syntax: PatternSyntax, _ context: inout Context, isBackward: Bool = false
  ) throws(RegularExpressionError) {
    isAnchored = PatternProgram.isAnchored(syntax)
    try emit(syntax, &context, isBackward)
    instructions.append(.match)
  }

  private static func isAnchored(_ syntax: PatternSyntax) -> Bool {
    switch syntax {
    case .textStart: true
    case .sequence(let terms): terms.first.map(isAnchored) ?? false
    case .alternatives(let alternatives): alternatives.allSatisfy(isAnchored)
    case .group(let body, _): isAnchored(body)
    default: false
    }
  }

  private mutating func emit(
    _ syntax: PatternSyntax, _ context: inout Context, _ isBackward: Bool
  ) throws(RegularExpressionError) {
    guard instructions.count < PatternProgram.maximumSize else {
      throw RegularExpressionError(reason: "the repetitions come to too many steps")
    }
    switch syntax {
    case .empty: break
    case .set(let set):
      instructions.append(.take(sets.count))
      sets.append(set)
    case .sequence(let terms):
      for term in isBackward ? terms.reversed() : terms { try emit(term, &context, isBackward) }
    case .alternatives(let alternatives): try emit(alternatives, &context, isBackward)
    case .repeated(let body, let minimum, let maximum, let isLazy):
      try emit(body, minimum, maximum, isLazy, &context, isBackward)
    case .group(let body, let number):
      if context.hasReferences { instructions.append(.save(2 * number + (isBackward ? 1 : 0))) }
      try emit(body, &context, isBackward)
      if context.hasReferences { instructions.append(.save(2 * number + (isBackward ? 0 : 1))) }
    case .backReference(let reference):
      instructions.append(.backReference(context.groups.number(of: reference) ?? 0))
    case .textStart: instructions.append(.textStart)
    case .textEnd: instructions.append(.textEnd)
    case .wordBoundary(let isNegated):
      instructions.append(.wordBoundary(isNegated: isNegated))
    case .look(let body, let isBehind, let isNegated):
      let program = try PatternProgram(body, &context, isBackward: isBehind)
      instructions.append(.look(looks.count))
      looks.append(Look(program: program, isBehind: isBehind, isNegated: isNegated))
    }
  }

  private mutating func emit(
    _ alternatives: [PatternSyntax], _ context: inout Context, _ isBackward: Bool
  ) throws(RegularExpressionError) {
    var exits: [Int] = []
    for alternative in alternatives.dropLast() {
      let fork = instructions.count
      instructions.append(.fork(fork + 1, 0))
      try emit(alternative, &context, isBackward)
      exits.append(instructions.count)
      instructions.append(.jump(0))
      instructions[fork] = .fork(fork + 1, instructions.count)
    }
    if let last = alternatives.last { try emit(last, &context, isBackward) }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  private mutating func emit(
    _ body: PatternSyntax, _ minimum: Int, _ maximum: Int?, _ isLazy: Bool,
    _ context: inout Context, _ isBackward: Bool
  ) throws(RegularExpressionError) {
    guard minimum <= PatternProgram.maximumSize, maximum ?? 0 <= PatternProgram.maximumSize else {
      throw RegularExpressionError(reason: "the repetitions come to too many steps")
    }
    for _ in 0..<minimum { try emitRound(body, &context, isBackward) }
    guard let maximum else {
      let start = instructions.count
      instructions.append(.jump(0))
      let mark = context.slotCount
      if context.hasReferences {
        context.slotCount += 1
        instructions.append(.save(mark))
      }
      try emitRound(body, &context, isBackward)
      // A round that took nothing would go on for ever.
      if context.hasReferences { instructions.append(.progress(mark)) }
      instructions.append(.jump(start))
      instructions[start] = fork(start + 1, instructions.count, isLazy)
      return
    }
    var starts: [Int] = []
    for _ in minimum..<max(minimum, maximum) {
      starts.append(instructions.count)
      instructions.append(.jump(0))
      try emitRound(body, &context, isBackward)
    }
    for start in starts { instructions[start] = fork(start + 1, instructions.count, isLazy) }
  }

  private func fork(_ body: Int, _ exit: Int, _ isLazy: Bool) -> Instruction {
    isLazy ? .fork(exit, body) : .fork(body, exit)
  }

  /// One round of a repetition: what its groups captured in the round before is forgotten (ECMA-262
  /// section 22.2.2.3.1).
  private mutating func emitRound(
    _ body: PatternSyntax, _ context: inout Context, _ isBackward: Bool
  ) throws(RegularExpressionError) {
    if context.hasReferences, let groups = PatternProgram.groups(in: body) {
      instructions.append(.clear(2 * groups.lowerBound..<2 * groups.upperBound + 2))
    }
    try emit(body, &context, isBackward)
  }

  /// The numbers of the groups in a part of an expression, which are consecutive.
  private static func groups(in syntax: PatternSyntax) -> ClosedRange<Int>? {
    switch syntax {
    case .group(let body, let number):
      number...max(number, groups(in: body)?.upperBound ?? number)
    case .sequence(let parts), .alternatives(let parts):
      parts.compactMap(groups).reduce(nil as ClosedRange<Int>?) { known, range in
        (known?.lowerBound ?? range.lowerBound)...range.upperBound
      }
    case .repeated(let body, _, _, _), .look(let body, _, _): groups(in: body)
    default: nil
    }
  }
}
