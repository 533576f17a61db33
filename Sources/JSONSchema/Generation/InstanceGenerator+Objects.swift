import WireFormats

extension InstanceGenerator {
  /// An object: the members required, in the order of `properties`; further ones where a number of
  /// members is asked for, or where optional ones are wanted.
  mutating func object(meeting demands: Demands, depth: Int) -> JSONValue? {
    var demands = demands
    var names: [String] = []
    var nodesForAll: [Int] = []
    // A dependent schema may require more members, which may have dependent schemas of their own.
    for _ in 0..<8 {
      names = memberNames(demands, depth: depth)
      let triggered = demands.dependentSchemas.filter { entry in
        names.contains { isSameText($0, entry.name) } && !nodesForAll.contains(entry.node)
      }
      if triggered.isEmpty { break }
      for (_, node) in triggered {
        nodesForAll.append(node)
        guard let more = self.demands(of: [node], depth: depth, isPlain: true) else { return nil }
        demands.merge(more)
      }
    }
    var object = JSONObject()
    for name in names {
      let nodes = demands.schemas(ofMember: name)
      if let value = value(for: nodes, depth: depth + 1) {
        object.members.append(.init(name: name, value: value))
      } else if demands.required.contains(where: { isSameText($0, name) }) {
        return nil
      }
    }
    return .object(object)
  }

  private mutating func memberNames(_ demands: Demands, depth: Int) -> [String] {
    var wanted = demands.required
    func add(_ name: String) {
      if !wanted.contains(where: { isSameText($0, name) }) { wanted.append(name) }
    }
    let declared = demands.members.flatMap { $0.properties.map(\.name) }
    if includesOptionalMembers && depth < 6 {
      for name in declared where wanted.count < demands.maximumMembers { add(name) }
    }
    var position = 0
    while position < wanted.count {
      for (name, names) in demands.dependent where isSameText(name, wanted[position]) {
        for name in names { add(name) }
      }
      position += 1
    }
    for name in declared where wanted.count < demands.minimumMembers { add(name) }
    var attempt = 0
    while wanted.count < demands.minimumMembers && attempt < demands.minimumMembers * 4 {
      if let name = inventedName(demands, attempt) { add(name) }
      attempt += 1
    }
    // In the order of the schema, as structured outputs give them; then the rest.
    let known = declared.filter { name in wanted.contains { isSameText($0, name) } }
    var ordered: [String] = []
    for name in known + wanted where !ordered.contains(where: { isSameText($0, name) }) {
      ordered.append(name)
    }
    return ordered
  }

  /// A name that no schema lists: one that a pattern of `patternProperties` or `propertyNames` allows.
  private mutating func inventedName(_ demands: Demands, _ attempt: Int) -> String? {
    budget -= 1
    if !demands.memberNames.isEmpty {
      guard var text = self.demands(of: demands.memberNames, depth: 0, isPlain: false) else {
        return nil
      }
      text.types = .string
      if let constants = text.constants { return random.element(of: constants)?.string }
      return string(meeting: text, attempt: attempt)
    }
    if let (pattern, _) = random.element(of: demands.members.flatMap(\.patterns)) {
      return sample(of: pattern, extra: attempt)
    }
    return "member\(attempt + 1)"
  }
}

extension Demands {
  /// The schemas that apply to a member of that name.
  func schemas(ofMember name: String) -> [Int] {
    var schemas: [Int] = []
    for demands in members {
      let own = demands.properties.filter { isSameText($0.name, name) }.map(\.node)
      let matching = demands.patterns.filter { $0.pattern.matches(name) }.map(\.node)
      schemas += own + matching
      if own.isEmpty, matching.isEmpty, let additional = demands.additional {
        schemas.append(additional)
      }
    }
    return schemas
  }

  /// Takes up what another set of schemas demands of the same object.
  mutating func merge(_ other: Demands) {
    for name in other.required where !required.contains(where: { isSameText($0, name) }) {
      required.append(name)
    }
    dependent += other.dependent
    dependentSchemas += other.dependentSchemas
    members += other.members
    memberNames += other.memberNames
    minimumMembers = max(minimumMembers, other.minimumMembers)
    maximumMembers = min(maximumMembers, other.maximumMembers)
  }
}
