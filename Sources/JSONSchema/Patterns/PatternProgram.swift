/// A regular expression as the instructions of a non-deterministic automaton.
struct PatternProgram: Sendable {
  /// How many instructions an expression may come to; counted repetitions are written out.
  static let maximumSize = 50_000

  enum Instruction: Sendable {
    /// Takes one scalar of a set.
    case take(Int)
    /// Goes on at both places.
    case fork(Int, Int)
    case jump(Int)
    case textStart
    case textEnd
    case wordBoundary(isNegated: Bool)
    /// Goes on where an automaton of its own agrees.
    case look(Int)
    case match
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

  init(_ syntax: PatternSyntax) throws(RegularExpressionError) {
    try self.init(syntax, isBackward: false)
  }

  /// - Parameter isBackward: for a lookbehind, whose automaton reads the text towards its start.
  private init(_ syntax: PatternSyntax, isBackward: Bool) throws(RegularExpressionError) {
    isAnchored = PatternProgram.isAnchored(syntax)
    try emit(syntax, isBackward: isBackward)
    instructions.append(.match)
  }

  private static func isAnchored(_ syntax: PatternSyntax) -> Bool {
    switch syntax {
    case .textStart: true
    case .sequence(let terms): terms.first.map(isAnchored) ?? false
    case .alternatives(let alternatives): alternatives.allSatisfy(isAnchored)
    default: false
    }
  }

  private mutating func emit(
    _ syntax: PatternSyntax, isBackward: Bool
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
      for term in isBackward ? terms.reversed() : terms { try emit(term, isBackward: isBackward) }
    case .alternatives(let alternatives):
      try emit(alternatives: alternatives, isBackward: isBackward)
    case .repeated(let body, let minimum, let maximum):
      try emit(repeated: body, minimum, maximum, isBackward: isBackward)
    case .textStart: instructions.append(.textStart)
    case .textEnd: instructions.append(.textEnd)
    case .wordBoundary(let isNegated):
      instructions.append(.wordBoundary(isNegated: isNegated))
    case .look(let body, let isBehind, let isNegated):
      let program = try PatternProgram(body, isBackward: isBehind)
      instructions.append(.look(looks.count))
      looks.append(Look(program: program, isBehind: isBehind, isNegated: isNegated))
    }
  }

  private mutating func emit(
    alternatives: [PatternSyntax], isBackward: Bool
  ) throws(RegularExpressionError) {
    var exits: [Int] = []
    for (position, alternative) in alternatives.enumerated() {
      if position == alternatives.count - 1 {
        try emit(alternative, isBackward: isBackward)
        break
      }
      let fork = instructions.count
      instructions.append(.fork(fork + 1, 0))
      try emit(alternative, isBackward: isBackward)
      exits.append(instructions.count)
      instructions.append(.jump(0))
      instructions[fork] = .fork(fork + 1, instructions.count)
    }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  private mutating func emit(
    repeated body: PatternSyntax, _ minimum: Int, _ maximum: Int?, isBackward: Bool
  ) throws(RegularExpressionError) {
    guard minimum <= PatternProgram.maximumSize, maximum ?? 0 <= PatternProgram.maximumSize else {
      throw RegularExpressionError(reason: "the repetitions come to too many steps")
    }
    for _ in 0..<minimum { try emit(body, isBackward: isBackward) }
    guard let maximum else {
      let fork = instructions.count
      instructions.append(.fork(fork + 1, 0))
      try emit(body, isBackward: isBackward)
      instructions.append(.jump(fork))
      instructions[fork] = .fork(fork + 1, instructions.count)
      return
    }
    var forks: [Int] = []
    for _ in minimum..<max(minimum, maximum) {
      forks.append(instructions.count)
      instructions.append(.fork(instructions.count + 1, 0))
      try emit(body, isBackward: isBackward)
    }
    for fork in forks { instructions[fork] = .fork(fork + 1, instructions.count) }
  }
}
