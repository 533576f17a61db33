import WireFormats

/// What a set of schemas that apply to the same instance asks of it, taken together.
struct Demands {
  var types = TypeSet.all.union(.integer)
  /// The values of `const` and `enum`; `nil` where there is neither.
  var constants: [JSONValue]?

  var lowerBounds: [(number: JSONNumber, isExclusive: Bool)] = []
  var upperBounds: [(number: JSONNumber, isExclusive: Bool)] = []
  var divisors: [JSONNumber] = []

  var minimumLength = 0
  var maximumLength = Int.max
  var patterns: [RegularExpression] = []
  var format: StringFormat?

  var minimumItems = 0
  var maximumItems = Int.max
  var areItemsUnique = false
  var prefixes: [[Int]] = []
  /// The schemas of further items, and from where they apply.
  var items: [(schema: Int, start: Int)] = []
  var contained: [(schema: Int, minimum: Int)] = []

  var minimumMembers = 0
  var maximumMembers = Int.max
  var required: [String] = []
  var dependent: [(name: String, names: [String])] = []
  var dependentSchemas: [(name: String, node: Int)] = []
  /// What each of the schemas says of members by name.
  var members: [MemberDemands] = []
  var memberNames: [Int] = []

  /// What one schema says of members by name.
  struct MemberDemands {
    var properties: [(name: String, node: Int)] = []
    var patterns: [(pattern: RegularExpression, node: Int)] = []
    var additional: Int?
  }

  /// The type to try: the one that the keywords point to, else the first of those allowed.
  func type(choice: Int) -> TypeSet? {
    var hinted: [TypeSet] = []
    if !required.isEmpty || members.contains(where: { !$0.properties.isEmpty })
      || minimumMembers > 0
    {
      hinted.append(.object)
    }
    if !items.isEmpty || !prefixes.isEmpty || !contained.isEmpty || minimumItems > 0 {
      hinted.append(.array)
    }
    if !lowerBounds.isEmpty || !upperBounds.isEmpty || !divisors.isEmpty {
      hinted.append(types.contains(.number) ? .number : .integer)
    }
    if !patterns.isEmpty || format != nil || minimumLength > 0 { hinted.append(.string) }
    let usual: [TypeSet] = [.string, .object, .array, .integer, .number, .boolean, .null]
    let order = (hinted + usual).filter { types.contains($0) }
    var distinct: [TypeSet] = []
    for type in order where !distinct.contains(type) { distinct.append(type) }
    return distinct.isEmpty ? nil : distinct[choice % distinct.count]
  }

  /// Takes up a keyword that asserts something of the instance itself.
  mutating func add(_ keyword: any Keyword) {
    switch keyword {
    case let rule as TypeKeyword: narrow(to: rule.types)
    case let rule as Const: narrow(to: [rule.value])
    case let rule as Enum: narrow(to: rule.values)
    case let rule as Minimum: lowerBounds.append((rule.bound.number, false))
    case let rule as ExclusiveMinimum: lowerBounds.append((rule.bound.number, true))
    case let rule as Maximum: upperBounds.append((rule.bound.number, false))
    case let rule as ExclusiveMaximum: upperBounds.append((rule.bound.number, true))
    case let rule as MultipleOf: divisors.append(rule.divisor)
    case let rule as MinLength: minimumLength = max(minimumLength, rule.limit)
    case let rule as MaxLength: maximumLength = min(maximumLength, rule.limit)
    case let rule as Pattern: patterns.append(rule.expression)
    case let rule as Format: format = rule.format ?? format
    default: addStructural(keyword)
    }
  }

  private mutating func addStructural(_ keyword: any Keyword) {
    switch keyword {
    case let rule as MinItems: minimumItems = max(minimumItems, rule.limit)
    case let rule as MaxItems: maximumItems = min(maximumItems, rule.limit)
    case let rule as UniqueItems: areItemsUnique = areItemsUnique || rule.isDemanded
    case let rule as PrefixItems: prefixes.append(rule.schemas)
    case let rule as Items:
      if !rule.prefix.isEmpty { prefixes.append(rule.prefix) }
      if let schema = rule.schema { items.append((schema, rule.start)) }
    case let rule as AdditionalItems: items.append((rule.schema, rule.start))
    case let rule as UnevaluatedItems: items.append((rule.schema, prefixes.map(\.count).max() ?? 0))
    case let rule as Contains: contained.append((rule.schema, rule.minimum))
    case let rule as MinProperties: minimumMembers = max(minimumMembers, rule.limit)
    case let rule as MaxProperties: maximumMembers = min(maximumMembers, rule.limit)
    case let rule as Required: require(rule.names)
    case let rule as DependentRequired: dependent += rule.entries
    case let rule as DependentSchemas: dependentSchemas += rule.entries
    case let rule as Dependencies:
      dependent += rule.required
      dependentSchemas += rule.schemas
    case let rule as PropertyNames: memberNames.append(rule.schema)
    default: break
    }
  }

  /// Takes up what one schema says of members by name.
  mutating func addMembers(of keywords: [any Keyword]) {
    var demands = MemberDemands()
    for keyword in keywords {
      switch keyword {
      case let rule as Properties: demands.properties = rule.entries
      case let rule as PatternProperties: demands.patterns = rule.entries
      case let rule as AdditionalProperties: demands.additional = rule.schema
      default: break
      }
    }
    members.append(demands)
  }

  private mutating func require(_ names: [String]) {
    for name in names where !required.contains(where: { isSameText($0, name) }) {
      required.append(name)
    }
  }

  private mutating func narrow(to other: TypeSet) {
    // A number may be an integer: where one side says so, integers it is.
    var allowed = types.intersection(other)
    if types.contains(.number) && other.contains(.integer) { allowed.insert(.integer) }
    if other.contains(.number) && types.contains(.integer) { allowed.insert(.integer) }
    types = allowed
  }

  private mutating func narrow(to values: [JSONValue]) {
    constants = constants?.filter { known in values.contains { isSameValue($0, known) } } ?? values
  }
}
