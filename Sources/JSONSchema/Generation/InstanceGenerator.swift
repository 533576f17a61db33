public import WireFormats

/// Makes instances that are valid against a schema: for a simulated model that answers a
/// `response_format` or calls a tool.
///
/// Deterministic: the same schema and seed give the same instances in the same order. What it
/// returns has been validated; where it finds nothing valid (a schema that nothing satisfies, or one
/// whose keywords exclude one another in a way that it cannot untangle) it returns `nil`. Formats are
/// kept though the standard has them only annotate.
public struct InstanceGenerator: Sendable {
  /// Whether objects get the members that `properties` names but nothing requires. Off, instances
  /// are as small as they can be.
  public var includesOptionalMembers = false

  let program: SchemaProgram
  var random: SeededRandom
  /// What is left of the work allowed for one instance.
  var budget = 0

  /// The most values tried for one instance, nested ones included.
  private static let effort = 20_000
  /// How many times the whole is begun anew with other choices.
  private static let attempts = 24
  /// How deep instances may nest.
  static let maximumDepth = 48

  /// Makes a generator for a schema inside a document.
  ///
  /// - Parameters:
  ///   - document: the schema, or the document that holds it.
  ///   - pointer: where in the document the schema stands.
  ///   - registry: other schema documents that `$ref` may name, by absolute URI.
  ///   - seed: what the choices depend on.
  /// - Throws: ``SchemaError`` where the schema cannot be compiled.
  public init(
    schema document: JSONValue, at pointer: JSONPointer = JSONPointer(),
    registry: [String: JSONValue] = [:], seed: UInt64
  ) throws(SchemaError) {
    let schema = try Schema(
      compiling: document, at: pointer, registry: registry,
      options: SchemaOptions(assertsFormat: true))
    program = schema.program
    random = SeededRandom(seed: seed)
  }

  /// The next instance, or `nil` where none is found.
  public mutating func instance() -> JSONValue? {
    for attempt in 0..<InstanceGenerator.attempts {
      budget = InstanceGenerator.effort / InstanceGenerator.attempts
      if let found = value(for: [program.root], depth: 0, isFirst: attempt == 0) { return found }
    }
    return nil
  }

  /// A value that satisfies all of some schemas.
  mutating func value(for nodes: [Int], depth: Int, isFirst: Bool = true) -> JSONValue? {
    guard depth < InstanceGenerator.maximumDepth else { return nil }
    for attempt in 0..<6 {
      guard budget > 0 else { return nil }
      budget -= 1
      guard let demands = demands(of: nodes, depth: depth, isPlain: isFirst && attempt == 0) else {
        continue
      }
      if let value = value(meeting: demands, depth: depth, attempt: attempt),
        satisfies(value, nodes)
      {
        return value
      }
    }
    return nil
  }

  private mutating func value(meeting demands: Demands, depth: Int, attempt: Int) -> JSONValue? {
    if let constants = demands.constants {
      return attempt < constants.count ? constants[attempt] : random.element(of: constants)
    }
    switch demands.type(choice: attempt) {
    case .null?: return .null
    case .boolean?: return .bool(random.next() & 1 == 0)
    case .integer?, .number?: return number(meeting: demands, attempt: attempt)
    case .string?: return string(meeting: demands, attempt: attempt).map { .string($0) }
    case .array?: return array(meeting: demands, depth: depth)
    case .object?: return object(meeting: demands, depth: depth)
    default: return nil
    }
  }

  private func satisfies(_ value: JSONValue, _ nodes: [Int]) -> Bool {
    nodes.allSatisfy { node in
      var evaluation = Evaluation(program: program, collects: false)
      return evaluation.run(value, against: node)
    }
  }
}
