import JSONSchema
import WireFormats

/// Derives the values at and beyond every documented boundary of one parameter, nested members
/// included, each with a single fault at most.
///
/// A value is kept only where the parameter's compiled schema agrees that it is valid or not, so that
/// branches (`anyOf`) and keywords that meet cannot turn a fault into none.
struct BoundaryDerivation {
  /// The parameter's schema.
  let node: SchemaNode
  /// Whether the parameter must be given: then `null` is a fault rather than unsaid.
  let isRequired: Bool
  /// Whether the items are the messages of a conversation, which only make sense in their order.
  var isConversation = false

  /// The paths below the parameter whose claims the spec waives: a branch that requires one of them
  /// is not tried.
  var waivedPaths: Set<[String]> = []

  /// How deep nested members are followed.
  static let maximumDepth = 4

  /// The cases in schema order.
  ///
  /// - Throws: ``SchemaError`` where the parameter's schema cannot be compiled.
  func cases() throws(SchemaError) -> [BoundaryCase] {
    let schema = try Schema(
      compiling: node.schema, baseURI: node.base,
      registry: node.holdsReference ? node.registry : [:])
    var kept: [BoundaryCase] = []
    var seen: Set<BoundaryCase> = []
    for var candidate in collect(node, path: [], within: []) {
      switch candidate.nature {
      case .valid: guard schema.isValid(candidate.value) else { continue }
      case .invalid: guard !schema.isValid(candidate.value) else { continue }
      case .unsaid: if schema.isValid(candidate.value) { candidate.nature = .valid }
      }
      guard seen.insert(candidate).inserted else { continue }
      let stem = candidate.name
      var count = 1
      while kept.contains(where: { $0.path == candidate.path && $0.name == candidate.name }) {
        count += 1
        candidate.name = "\(stem)-\(count)"
      }
      kept.append(candidate)
    }
    return kept
  }

  /// All candidates of a schema and of what is nested in it.
  ///
  /// - Parameter enclosures: what makes the whole parameter's value of a value at this place,
  ///   outermost first.
  func collect(
    _ node: SchemaNode, path: [String], within enclosures: [ValueEnclosure]
  ) -> [BoundaryCase] {
    let alternatives = node.alternatives
    let kinds = alternatives.filter { kind in
      kind.type != "null" && !isWaived(kind, path: path)
        && (!isConversation || path != ["items"] || kind.isUserMessage)
    }
    var found: [BoundaryCase] = []
    func add(
      _ name: String, _ keyword: String?, _ value: JSONValue?, _ nature: BoundaryCase.Nature,
      repetition: Bool = false
    ) {
      guard let value else { return }
      found.append(
        BoundaryCase(
          path: path, name: name, keyword: keyword, value: enclosures.around(value), nature: nature,
          isRepetition: repetition || path.count > 2))
    }
    for kind in kinds {
      let before = found.count
      for point in kind.points { add(point.name, point.keyword, point.value, point.nature) }
      let hasValid = found[before...].contains { $0.nature == .valid }
      if !hasValid, kinds.count > 1 { add("kind.\(kind.type)", "type", kind.example(), .valid) }
    }
    let isGivenAnyway = path.isEmpty && isRequired
    if kinds.count == 1, !isGivenAnyway, !found.contains(where: { $0.nature == .valid }) {
      add("alone", nil, kinds.first?.example(), .valid)
    }
    for kind in kinds where path.count < Self.maximumDepth {
      found += nested(in: kind, path: path, within: enclosures)
    }
    guard !alternatives.isEmpty else {
      // No type is documented, so nothing is a wrong one; what the page shows must be taken.
      for example in node.schema["examples"]?.array ?? [] where !example.isNull {
        add("alone", nil, example, .valid)
      }
      if node.schema["default"] == .null { add("null", "default", .null, .valid) }
      return found
    }
    var isFirst = true
    for wrong in wrongTypes(alternatives) {
      add(
        "wrong-type.\(wrong.typeName)", "type", wrong, .invalid,
        repetition: !isFirst || path.count > 1)
      isFirst = false
    }
    if alternatives.contains(where: { $0.type == "null" }) {
      add("null", "type", .null, .valid)
    } else {
      let isFault = path.isEmpty && isRequired
      add("null", "type", .null, isFault ? .invalid : .unsaid, repetition: !path.isEmpty)
    }
    return found
  }

  private func isWaived(_ kind: SchemaAlternative, path: [String]) -> Bool {
    kind.type == "object" && kind.requiredNames.contains { waivedPaths.contains(path + [$0]) }
  }

  /// One value of each JSON type that no alternative documents. None of them can be taken for a
  /// documented one by a lenient reader: the text is no number, the array and the object not empty.
  private func wrongTypes(_ alternatives: [SchemaAlternative]) -> [JSONValue] {
    let documented = Set(alternatives.map { $0.type == "integer" ? "number" : $0.type })
    let values: [JSONValue] = ["text", 12, true, ["text"], ["text": "text"]]
    return values.filter { !documented.contains($0.typeName) }
  }

  private func nested(
    in kind: SchemaAlternative, path: [String], within enclosures: [ValueEnclosure]
  ) -> [BoundaryCase] {
    switch kind.type {
    case "array": return nestedItems(in: kind, path: path, within: enclosures)
    case "object": return nestedMembers(in: kind, path: path, within: enclosures)
    default: return []
    }
  }

  private func nestedItems(
    in kind: SchemaAlternative, path: [String], within enclosures: [ValueEnclosure]
  ) -> [BoundaryCase] {
    guard let items = kind.items else { return [] }
    if path.isEmpty, isConversation {
      return collect(items, path: path + ["items"], within: enclosures + [.conversation])
    }
    // Beside a value of one kind stand no items of another, unless so many are required.
    let least = kind["minItems"]?.int ?? 1
    let others = least > 1 ? kind.exampleArray(count: least, depth: 6)?.array ?? [] : []
    return collect(
      items, path: path + ["items"], within: enclosures + [.items(Array(others.dropFirst()))])
  }

  private func nestedMembers(
    in kind: SchemaAlternative, path: [String], within enclosures: [ValueEnclosure]
  ) -> [BoundaryCase] {
    guard let example = kind.example() else { return [] }
    var found: [BoundaryCase] = []
    for name in kind.requiredNames {
      found.append(
        BoundaryCase(
          path: path + [name], name: "missing", keyword: "required",
          value: enclosures.around(example.setting(name, to: nil)), nature: .invalid,
          isRepetition: path.count > 1))
    }
    for name in kind.propertyNames {
      guard let member = kind.property(name), let around = kind.surroundings(of: name) else {
        continue
      }
      found += collect(
        member, path: path + [name], within: enclosures + [.member(name, of: around)])
    }
    if let values = kind.node.child("additionalProperties"), values.schema.object != nil {
      found += collect(
        values, path: path + ["values"],
        within: enclosures + [.member(kind.additionalName(0), of: example)])
    }
    return found
  }
}
