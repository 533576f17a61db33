import WireFormats

extension InstanceGenerator {
  /// Collects what some schemas demand, in-place schemas included. Where there is a choice (`anyOf`,
  /// `oneOf`, `if`) one way is taken.
  ///
  /// - Parameter isPlain: whether to take the first way at each choice, else any.
  mutating func demands(of nodes: [Int], depth: Int, isPlain: Bool) -> Demands? {
    var demands = Demands()
    var pending = Array(nodes.reversed())
    var seen: Set<Int> = []
    while let node = pending.popLast() {
      guard seen.insert(node).inserted else { continue }
      let schema = program.nodes[node]
      if schema.isFalse { return nil }
      demands.addMembers(of: schema.keywords)
      for keyword in schema.keywords {
        switch keyword {
        case let rule as Ref: pending.append(rule.target)
        case let rule as DynamicRef: pending.append(dynamicTarget(of: rule))
        case let rule as AllOf: pending += rule.schemas.reversed()
        case let rule as AnyOf: pending += chosen(from: rule.schemas, depth, isPlain)
        case let rule as OneOf: pending += chosen(from: rule.schemas, depth, isPlain)
        case let rule as If:
          if let consequence = rule.consequence, isPlain || random.next() & 1 == 0 {
            pending += [consequence, rule.condition]
          } else if let alternative = rule.alternative {
            pending.append(alternative)
          }
        default: demands.add(keyword)
        }
      }
    }
    return demands
  }

  /// One of some alternatives; deep inside, one that ends soon.
  private mutating func chosen(from schemas: [Int], _ depth: Int, _ isPlain: Bool) -> [Int] {
    if depth >= 4 {
      let leaves = schemas.filter(isLeaf)
      if !leaves.isEmpty { return random.element(of: leaves).map { [$0] } ?? [] }
    }
    if isPlain { return schemas.first.map { [$0] } ?? [] }
    return random.element(of: schemas).map { [$0] } ?? []
  }

  /// Whether a schema asks for a value that holds no others.
  private func isLeaf(_ node: Int) -> Bool {
    program.nodes[node].keywords.contains { keyword in
      switch keyword {
      case is Const, is Enum: true
      case let rule as TypeKeyword: rule.types.isDisjoint(with: [.object, .array])
      default: false
      }
    }
  }

  /// The target of a dynamic reference in the scope of the root alone: the validation of the whole
  /// tells whether it was the right one.
  private func dynamicTarget(of rule: DynamicRef) -> Int {
    rule.target(in: program, scope: [program.nodes[program.root].resource])
  }
}
