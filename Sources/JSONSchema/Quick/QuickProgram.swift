import WireFormats

/// The schemas of a ``SchemaProgram`` once more, laid out to answer nothing but whether an instance is
/// valid: rules by type of value, one pass over the members of an object, no places, no words.
///
/// The two must agree; the tests hold them to it.
final class QuickProgram: Sendable {
  /// A schema: the types allowed, and the rules for a value by its type.
  struct Node: Sendable {
    var types = TypeSet.all
    var general: Range<Int32> = 0..<0
    var strings: Range<Int32> = 0..<0
    var numbers: Range<Int32> = 0..<0
    var arrays: Range<Int32> = 0..<0
    var objects: Range<Int32> = 0..<0
  }

  /// A rule, small and without references, so that reading one costs no reference counting. The
  /// numbers are places in the tables below, or of nodes.
  enum Rule: Sendable {
    case constants(Int32)
    case reference(Int32)
    case all(Range<Int32>)
    case any(Range<Int32>)
    case one(Range<Int32>)
    case not(Int32)
    case condition(Int32, then: Int32, else: Int32)

    case minLength(Int)
    case maxLength(Int)
    case pattern(Int32)
    case format(StringFormat)

    case notAbove(Int32)
    case below(Int32)
    case notBelow(Int32)
    case above(Int32)
    case multiple(Int32)

    case minItems(Int)
    case maxItems(Int)
    case prefix(Range<Int32>)
    case items(Int32, start: Int)
    case uniqueItems(Int32)
    case contains(Int32, minimum: Int, maximum: Int)

    case minProperties(Int)
    case maxProperties(Int)
    case members(Int32)
    case names(Int32)

    /// A keyword or a whole schema that only the full evaluation knows.
    case keyword(Int32)
    case fullNode(Int32)
  }

  let source: SchemaProgram
  let nodes: ContiguousArray<Node>
  let rules: ContiguousArray<Rule>
  /// Nodes, in runs that rules name.
  let lists: ContiguousArray<Int32>
  let constants: ContiguousArray<ConstantSet>
  let patterns: ContiguousArray<RegularExpression>
  let bounds: ContiguousArray<NumericBound>
  let divisors: ContiguousArray<MultipleOf>
  let plans: ContiguousArray<MemberPlan>
  let unique: ContiguousArray<UniqueItems>
  let keywords: ContiguousArray<any Keyword>

  /// Stands for no node.
  static let none: Int32 = -1

  /// `nil` where the validity of an instance depends on a dynamic scope, which is not kept here.
  init?(_ program: SchemaProgram) {
    guard program.dynamicTargets.isEmpty else { return nil }
    var builder = QuickProgramBuilder(program)
    builder.build()
    source = program
    nodes = builder.nodes
    rules = builder.rules
    lists = builder.lists
    constants = builder.constants
    patterns = builder.patterns
    bounds = builder.bounds
    divisors = builder.divisors
    plans = builder.plans
    unique = builder.unique
    keywords = builder.keywords
  }
}
