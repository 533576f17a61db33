import WireFormats

/// Lays a ``SchemaProgram`` out as a ``QuickProgram``.
struct QuickProgramBuilder {
  private let program: SchemaProgram
  private(set) var nodes: ContiguousArray<QuickProgram.Node> = []
  private(set) var rules: ContiguousArray<QuickProgram.Rule> = []
  private(set) var lists: ContiguousArray<Int32> = []
  private(set) var constants: ContiguousArray<ConstantSet> = []
  private(set) var patterns: ContiguousArray<RegularExpression> = []
  private(set) var bounds: ContiguousArray<NumericBound> = []
  private(set) var divisors: ContiguousArray<MultipleOf> = []
  private(set) var plans: ContiguousArray<MemberPlan> = []
  private(set) var unique: ContiguousArray<UniqueItems> = []
  private(set) var keywords: ContiguousArray<any Keyword> = []

  /// The rules of one node by the type of value that they speak of.
  private struct Sorted {
    var general: [QuickProgram.Rule] = []
    var strings: [QuickProgram.Rule] = []
    var numbers: [QuickProgram.Rule] = []
    var arrays: [QuickProgram.Rule] = []
    var objects: [QuickProgram.Rule] = []
  }

  init(_ program: SchemaProgram) { self.program = program }

  mutating func build() {
    for (number, schema) in program.nodes.enumerated() { add(schema, number: Int32(number)) }
  }

  private mutating func add(_ schema: SchemaNode, number: Int32) {
    var node = QuickProgram.Node()
    var sorted = Sorted()
    if schema.isFalse {
      node.types = []
    } else if schema.tracksEvaluation {
      sorted.general = [.fullNode(number)]
    } else {
      for keyword in schema.keywords {
        if let rule = keyword as? TypeKeyword {
          node.types = rule.types
        } else if !addValueRule(keyword, &sorted) && !addStructureRule(keyword, &sorted) {
          sorted.general.append(.keyword(append(keyword, to: &keywords)))
        }
      }
      if let plan = MemberPlan(schema.keywords) {
        sorted.objects.append(.members(append(plan, to: &plans)))
      }
    }
    node.general = append(sorted.general)
    node.strings = append(sorted.strings)
    node.numbers = append(sorted.numbers)
    node.arrays = append(sorted.arrays)
    node.objects = append(sorted.objects)
    nodes.append(node)
  }

  /// Keywords that look at a value by itself.
  private mutating func addValueRule(_ keyword: any Keyword, _ sorted: inout Sorted) -> Bool {
    switch keyword {
    case let rule as Enum: sorted.general.append(.constants(add(rule.values)))
    case let rule as Const: sorted.general.append(.constants(add([rule.value])))
    case let rule as MinLength: sorted.strings.append(.minLength(rule.limit))
    case let rule as MaxLength: sorted.strings.append(.maxLength(rule.limit))
    case let rule as Pattern:
      sorted.strings.append(.pattern(append(rule.expression, to: &patterns)))
    case let rule as Format:
      if let format = rule.format { sorted.strings.append(.format(format)) }
    case let rule as Maximum: sorted.numbers.append(.notAbove(append(rule.bound, to: &bounds)))
    case let rule as ExclusiveMaximum:
      sorted.numbers.append(.below(append(rule.bound, to: &bounds)))
    case let rule as Minimum: sorted.numbers.append(.notBelow(append(rule.bound, to: &bounds)))
    case let rule as ExclusiveMinimum:
      sorted.numbers.append(.above(append(rule.bound, to: &bounds)))
    case let rule as MultipleOf: sorted.numbers.append(.multiple(append(rule, to: &divisors)))
    case let rule as MinItems: sorted.arrays.append(.minItems(rule.limit))
    case let rule as MaxItems: sorted.arrays.append(.maxItems(rule.limit))
    case let rule as UniqueItems: sorted.arrays.append(.uniqueItems(append(rule, to: &unique)))
    case let rule as MinProperties: sorted.objects.append(.minProperties(rule.limit))
    case let rule as MaxProperties: sorted.objects.append(.maxProperties(rule.limit))
    default: return false
    }
    return true
  }

  /// Keywords that apply other schemas; those of ``MemberPlan`` are left to it.
  private mutating func addStructureRule(_ keyword: any Keyword, _ sorted: inout Sorted) -> Bool {
    switch keyword {
    case let rule as Ref: sorted.general.append(.reference(Int32(rule.target)))
    case let rule as AllOf: sorted.general.append(.all(add(rule.schemas)))
    case let rule as AnyOf: sorted.general.append(.any(add(rule.schemas)))
    case let rule as OneOf: sorted.general.append(.one(add(rule.schemas)))
    case let rule as Not: sorted.general.append(.not(Int32(rule.schema)))
    case let rule as If:
      sorted.general.append(
        .condition(
          Int32(rule.condition), then: number(rule.consequence), else: number(rule.alternative)))
    case let rule as PrefixItems: sorted.arrays.append(.prefix(add(rule.schemas)))
    case let rule as Items:
      if !rule.prefix.isEmpty { sorted.arrays.append(.prefix(add(rule.prefix))) }
      if let schema = rule.schema {
        sorted.arrays.append(.items(Int32(schema), start: rule.start))
      }
    case let rule as AdditionalItems:
      sorted.arrays.append(.items(Int32(rule.schema), start: rule.start))
    case let rule as Contains:
      sorted.arrays.append(
        .contains(Int32(rule.schema), minimum: rule.minimum, maximum: rule.maximum ?? Int.max))
    case let rule as PropertyNames: sorted.objects.append(.names(Int32(rule.schema)))
    case let rule as DynamicRef: sorted.general.append(.reference(Int32(rule.target)))
    case is Properties, is PatternProperties, is AdditionalProperties: break
    case let rule as Required: return rule.names.count <= MemberPlan.mostRequired
    case is Definitions: break
    default: return false
    }
    return true
  }

  private func number(_ node: Int?) -> Int32 { node.map { Int32($0) } ?? QuickProgram.none }

  private mutating func add(_ values: [JSONValue]) -> Int32 {
    append(ConstantSet(values), to: &constants)
  }

  private mutating func add(_ schemas: [Int]) -> Range<Int32> {
    let start = Int32(lists.count)
    lists += schemas.map { Int32($0) }
    return start..<Int32(lists.count)
  }

  private mutating func append(_ added: [QuickProgram.Rule]) -> Range<Int32> {
    let start = Int32(rules.count)
    rules += added
    return start..<Int32(rules.count)
  }

  private func append<Element>(_ element: Element, to table: inout ContiguousArray<Element>)
    -> Int32
  {
    table.append(element)
    return Int32(table.count - 1)
  }
}
