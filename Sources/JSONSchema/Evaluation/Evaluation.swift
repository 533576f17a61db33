import WireFormats

/// One validation under way: where it stands in the instance and in the schema, and what it found.
///
/// The rules of the keywords are in their own files; this walks. Where violations are not collected
/// no location is built, and the first violation ends the walk.
struct Evaluation {
  /// See ``Schema/maximumDepth``.
  static let maximumDepth = 1_200
  /// The most schema applications of one validation; a schema can make their number explode.
  static let maximumSteps = 50_000_000
  /// See ``Schema/maximumViolations``.
  static let maximumViolations = 10_000

  /// One step of a path through the instance.
  enum Token {
    case name(String)
    case index(Int)

    var text: String {
      switch self {
      case .name(let name): name
      case .index(let index): String(index)
      }
    }
  }

  let program: SchemaProgram
  private(set) var collects: Bool
  private(set) var violations: [SchemaViolation] = []
  /// What in-place keywords have evaluated of the current instance, where someone asks.
  var evaluated: EvaluatedParts?
  /// The resources that were entered on the way here and not left, outermost first.
  private(set) var dynamicScope: [Int] = []

  private var instancePath: [Token] = []
  private var keywordPath: [String] = []
  /// The keyword that is at work.
  private var keyword = ""
  private var depth: Int
  private(set) var steps: Int
  private(set) var isExhausted = false

  /// - Parameters:
  ///   - depth: how many schemas this one is already inside of.
  ///   - steps: how many schemas were applied so far.
  init(program: SchemaProgram, collects: Bool, depth: Int = 0, steps: Int = 0) {
    self.program = program
    self.collects = collects
    self.depth = depth
    self.steps = steps
  }

  /// Validates against the program's root, or another of its schemas.
  mutating func run(_ instance: JSONValue, against node: Int? = nil) -> Bool {
    let valid = apply(node ?? program.root, to: instance)
    guard isExhausted else { return valid }
    if collects {
      if violations.count == Evaluation.maximumViolations { violations.removeLast() }
      violations.append(
        SchemaViolation(
          instanceLocation: JSONPointer(), keywordLocation: JSONPointer(), keyword: "",
          expected: "nesting of at most \(Evaluation.maximumDepth) schemas in one another",
          actual: "deeper nesting, or a schema that refers to itself without end"))
    }
    return false
  }

  /// Notes a violation of the keyword at work, at the current instance. Always false.
  mutating func fail(
    _ expected: @autoclosure () -> String, _ actual: @autoclosure () -> String
  ) -> Bool {
    if collects && violations.count < Evaluation.maximumViolations {
      violations.append(
        SchemaViolation(
          instanceLocation: JSONPointer(instancePath.map(\.text)),
          keywordLocation: JSONPointer(keywordPath), keyword: keyword, expected: expected(),
          actual: actual()))
    }
    return false
  }

  /// Applies a schema to the current instance, as `$ref` and `allOf` do: what it evaluates counts.
  mutating func applyInPlace(_ node: Int, to instance: JSONValue, via token: String? = nil) -> Bool
  {
    guard collects, let token else { return apply(node, to: instance) }
    keywordPath.append(token)
    defer { keywordPath.removeLast() }
    return apply(node, to: instance)
  }

  /// Applies a schema to the current instance on behalf of a keyword beside the one at work, as `if`
  /// does for `then`.
  mutating func applyInPlace(
    _ node: Int, to instance: JSONValue, insteadVia sibling: String
  ) -> Bool {
    guard collects, let own = keywordPath.popLast() else { return apply(node, to: instance) }
    keywordPath.append(sibling)
    keyword = sibling
    defer {
      keywordPath[keywordPath.count - 1] = own
      keyword = own
    }
    return apply(node, to: instance)
  }

  /// Applies a schema to the current instance, as `anyOf` and `if` do: where it does not hold,
  /// nothing that it evaluated counts, and its violations are set aside for the caller.
  mutating func attempt(
    _ node: Int, on instance: JSONValue, via token: String? = nil
  ) -> (holds: Bool, violations: [SchemaViolation]) {
    let before = evaluated
    let count = violations.count
    let holds = applyInPlace(node, to: instance, via: token)
    if holds { return (true, []) }
    evaluated = before
    let own = Array(violations[count...])
    violations.removeLast(violations.count - count)
    return (false, own)
  }

  /// Whether a schema holds for the current instance, with nothing noted.
  mutating func holds(_ node: Int, for instance: JSONValue) -> Bool {
    let collected = collects
    collects = false
    defer { collects = collected }
    let before = evaluated
    let holds = apply(node, to: instance)
    if !holds { evaluated = before }
    return holds
  }

  /// Applies a schema to a member or item of the current instance.
  mutating func applyToChild(
    _ node: Int, _ child: JSONValue, at token: Token, via schemaToken: String? = nil
  ) -> Bool {
    let outer = evaluated.take()
    defer { evaluated = outer }
    guard collects else { return apply(node, to: child) }
    instancePath.append(token)
    defer { instancePath.removeLast() }
    return applyInPlace(node, to: child, via: schemaToken)
  }

  /// Applies a schema to a member's name; the current instance stays the place.
  mutating func applyToName(_ node: Int, _ name: String) -> Bool {
    let outer = evaluated.take()
    defer { evaluated = outer }
    return apply(node, to: .string(name))
  }

  /// Takes up violations that an ``attempt(_:on:via:)`` set aside. Always false.
  mutating func adopt(_ found: [SchemaViolation]) -> Bool {
    violations += found.prefix(Evaluation.maximumViolations - violations.count)
    return false
  }

  /// The current instance, as a pointer.
  var instanceLocation: JSONPointer { JSONPointer(instancePath.map(\.text)) }

  private mutating func apply(_ number: Int, to instance: JSONValue) -> Bool {
    if isExhausted { return false }
    depth += 1
    steps += 1
    defer { depth -= 1 }
    if depth > Evaluation.maximumDepth || steps > Evaluation.maximumSteps {
      isExhausted = true
      return false
    }
    let node = program.nodes[number]
    if node.isFalse { return failFalse(instance) }
    let enters = dynamicScope.last != node.resource
    if enters { dynamicScope.append(node.resource) }
    defer { if enters { dynamicScope.removeLast() } }
    guard node.tracksEvaluation else { return apply(node.keywords, to: instance) }
    let outer = evaluated
    evaluated = EvaluatedParts(of: instance)
    let holds = apply(node.keywords, to: instance)
    if var outer {
      if let inner = evaluated { outer.formUnion(inner) }
      evaluated = outer
    } else {
      evaluated = nil
    }
    return holds
  }

  private mutating func apply(_ keywords: [any Keyword], to instance: JSONValue) -> Bool {
    if !collects {
      for rule in keywords where !rule.evaluate(instance, &self) { return false }
      return true
    }
    let outer = keyword
    defer { keyword = outer }
    var valid = true
    for rule in keywords {
      keyword = rule.name
      keywordPath.append(rule.name)
      if !rule.evaluate(instance, &self) { valid = false }
      keywordPath.removeLast()
    }
    return valid
  }

  private mutating func failFalse(_ instance: JSONValue) -> Bool {
    let expected =
      switch keyword {
      case AdditionalProperties.name, UnevaluatedProperties.name: "no further members"
      case Items.name, UnevaluatedItems.name: "no further items"
      case PropertyNames.name: "no members"
      case "": "nothing: the schema is false"
      default: "nothing here: the schema is false"
      }
    return fail(expected, ValueDescription.short(instance))
  }
}
