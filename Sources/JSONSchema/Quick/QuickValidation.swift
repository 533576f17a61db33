import WireFormats

/// One run of a ``QuickProgram``.
struct QuickValidation {
  private let program: QuickProgram
  private var depth = 0
  private var steps = 0
  private(set) var isExhausted = false

  init(_ program: QuickProgram) { self.program = program }

  /// Whether the instance is valid; never where it nests too deep to tell.
  mutating func run(_ instance: JSONValue) -> Bool {
    let holds = holds(Int32(program.source.root), instance)
    return holds && !isExhausted
  }

  private mutating func holds(_ number: Int32, _ value: JSONValue) -> Bool {
    if depth >= Evaluation.maximumDepth || steps >= Evaluation.maximumSteps { isExhausted = true }
    if isExhausted { return false }
    depth += 1
    steps += 1
    defer { depth -= 1 }
    let node = program.nodes[Int(number)]
    switch value {
    case .string(let text):
      guard node.types.contains(.string) else { return false }
      for index in node.strings where !holds(string: index, text) { return false }
    case .number(let number):
      guard
        node.types.contains(.number) || node.types.contains(.integer) && number.isIntegral
      else { return false }
      for index in node.numbers where !holds(number: index, number) { return false }
    case .object(let object):
      guard node.types.contains(.object) else { return false }
      for index in node.objects where !holds(object: index, object) { return false }
    case .array(let items):
      guard node.types.contains(.array) else { return false }
      for index in node.arrays where !holds(array: index, items) { return false }
    case .null: guard node.types.contains(.null) else { return false }
    case .bool: guard node.types.contains(.boolean) else { return false }
    }
    for index in node.general where !holds(general: index, value) { return false }
    return true
  }

  private mutating func holds(general index: Int32, _ value: JSONValue) -> Bool {
    switch program.rules[Int(index)] {
    case .constants(let place): return program.constants[Int(place)].contains(value)
    case .reference(let node): return holds(node, value)
    case .all(let nodes):
      for place in nodes where !holds(program.lists[Int(place)], value) { return false }
      return true
    case .any(let nodes):
      for place in nodes where holds(program.lists[Int(place)], value) { return true }
      return false
    case .one(let nodes):
      var count = 0
      for place in nodes where holds(program.lists[Int(place)], value) {
        count += 1
        if count > 1 { return false }
      }
      return count == 1
    case .not(let node): return !holds(node, value)
    case .condition(let condition, let consequence, let alternative):
      let next = holds(condition, value) ? consequence : alternative
      return next == QuickProgram.none || holds(next, value)
    case .keyword(let place):
      let keyword = program.keywords[Int(place)]
      return evaluateFully(depth) { evaluation in keyword.evaluate(value, &evaluation) }
    case .fullNode(let node):
      // The schema was counted on the way in, and is again there.
      return evaluateFully(depth - 1) { evaluation in
        evaluation.applyInPlace(Int(node), to: value)
      }
    default: return true
    }
  }

  private mutating func holds(string index: Int32, _ text: String) -> Bool {
    switch program.rules[Int(index)] {
    case .minLength(let limit): !text.hasFewerScalars(than: limit)
    case .maxLength(let limit): !text.hasMoreScalars(than: limit)
    case .pattern(let place): program.patterns[Int(place)].matches(text)
    case .format(let format): format.accepts(text)
    default: true
    }
  }

  private func holds(number index: Int32, _ number: JSONNumber) -> Bool {
    switch program.rules[Int(index)] {
    case .notAbove(let place): !program.bounds[Int(place)].isBelow(number)
    case .below(let place): program.bounds[Int(place)].isAbove(number)
    case .notBelow(let place): !program.bounds[Int(place)].isAbove(number)
    case .above(let place): program.bounds[Int(place)].isBelow(number)
    case .multiple(let place): program.divisors[Int(place)].holds(for: number)
    default: true
    }
  }

  private mutating func holds(array index: Int32, _ items: [JSONValue]) -> Bool {
    switch program.rules[Int(index)] {
    case .minItems(let limit): return items.count >= limit
    case .maxItems(let limit): return items.count <= limit
    case .prefix(let nodes):
      for (place, item) in zip(nodes, items) where !holds(program.lists[Int(place)], item) {
        return false
      }
      return true
    case .items(let node, let start):
      var position = start
      while position < items.count {
        if !holds(node, items[position]) { return false }
        position += 1
      }
      return true
    case .uniqueItems(let place): return program.unique[Int(place)].holds(for: items)
    case .contains(let node, let minimum, let maximum):
      var count = 0
      for item in items where holds(node, item) { count += 1 }
      return count >= minimum && count <= maximum
    default: return true
    }
  }

  private mutating func holds(object index: Int32, _ object: JSONObject) -> Bool {
    switch program.rules[Int(index)] {
    case .minProperties(let limit): return object.count >= limit
    case .maxProperties(let limit): return object.count <= limit
    case .names(let node):
      for member in object.members where !holds(node, .string(member.name)) { return false }
      return true
    case .members(let place): return holds(program.plans[Int(place)], object)
    default: return true
    }
  }

  private mutating func holds(_ plan: MemberPlan, _ object: JSONObject) -> Bool {
    var missing = plan.requiredBits
    var hint = 0
    for member in object.members {
      let place = plan.find(member.name, hint: hint)
      var isKnown = false
      if place >= 0 {
        hint = place + 1
        missing &= ~plan.entries[place].requiredBit
        let node = plan.entries[place].node
        if node != QuickProgram.none {
          isKnown = true
          if !holds(node, member.value) { return false }
        }
      }
      for (pattern, node) in plan.patterns where pattern.matches(member.name) {
        isKnown = true
        if !holds(node, member.value) { return false }
      }
      if !isKnown, plan.additional != QuickProgram.none, !holds(plan.additional, member.value) {
        return false
      }
    }
    return missing == 0
  }

  /// Leaves a part to the full evaluation, which goes on counting from here.
  private mutating func evaluateFully(
    _ depth: Int, _ body: (inout Evaluation) -> Bool
  ) -> Bool {
    var evaluation = Evaluation(
      program: program.source, collects: false, depth: depth, steps: steps)
    let holds = body(&evaluation)
    steps = evaluation.steps
    isExhausted = isExhausted || evaluation.isExhausted
    return holds
  }
}
