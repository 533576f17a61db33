import WireFormats

/// Turns a schema and all that it refers to into a ``SchemaProgram``.
///
/// Subschemas and references get the number of a node at once and are compiled off a list, so that
/// neither nesting nor a circle of references can exhaust the stack.
struct SchemaCompiler {
  let options: SchemaOptions
  private var index: SchemaIndex
  private var nodes: ContiguousArray<SchemaNode> = []
  private var nodeAt: [SchemaLocation: Int] = [:]
  private var pending: [(node: Int, location: SchemaLocation)] = []
  /// The names that some `$dynamicRef` may look for at validation.
  private var dynamicNames: Set<String> = []

  init(
    document: JSONValue, baseURI: String, registry: [String: JSONValue], options: SchemaOptions
  ) throws(SchemaError) {
    self.options = options
    index = try SchemaIndex(root: document, baseURI: baseURI, registry: registry)
  }

  /// Compiles the schema at a place of the root document.
  mutating func compile(at pointer: JSONPointer) throws(SchemaError) -> SchemaProgram {
    let location = SchemaLocation(document: 0, pointer: pointer)
    guard index.value(at: location) != nil else {
      throw SchemaError(location: pointer, reason: "there is no schema at this place")
    }
    let root = node(at: location)
    try drain()
    let targets = try dynamicTargets()
    try rejectCircles()
    return SchemaProgram(nodes: nodes, root: root, dynamicTargets: targets)
  }

  /// The number of the node for the schema at a place, which is compiled in its turn.
  mutating func node(at location: SchemaLocation) -> Int {
    if let known = nodeAt[location] { return known }
    let number = nodes.count
    nodes.append(SchemaNode())
    nodeAt[location] = number
    pending.append((number, location))
    return number
  }

  /// The place that a reference at a site names.
  mutating func target(of site: KeywordSite) throws(SchemaError) -> SchemaLocation {
    try index.resolve(
      try site.text(), from: site.resource, keyword: site.keyword, at: site.place().pointer)
  }

  /// Where a `$dynamicRef` leads to the `$dynamicAnchor` of a name, as it must for the dynamic scope
  /// to matter (JSON Schema core section 8.2.3.2), notes the name.
  mutating func dynamicName(of target: SchemaLocation, reference: String) throws(SchemaError)
    -> String?
  {
    guard let name = URIReference(reference).fragment, !name.hasPrefix("/") else { return nil }
    let resource = try index.resource(of: target)
    guard index.resources[resource].dynamicAnchors[name] == target else { return nil }
    dynamicNames.insert(name)
    return name
  }

  /// Whether `format` asserts in a resource.
  func assertsFormat(in resource: Int) -> Bool {
    options.assertsFormat || index.resources[resource].dialect.assertsFormat
  }

  /// Whether a keyword belongs to the dialect of a resource.
  func knows(_ keyword: String, in resource: Int) -> Bool {
    guard let entry = KeywordRegistry.entry(keyword) else { return false }
    return index.resources[resource].dialect.knows(keyword, of: entry.vocabulary)
  }

  /// The draft that a resource is written in.
  func draft(of resource: Int) -> Draft { index.resources[resource].dialect.draft }

  private mutating func drain() throws(SchemaError) {
    while let (node, location) = pending.popLast() { try compile(node, at: location) }
  }

  private mutating func compile(_ node: Int, at location: SchemaLocation) throws(SchemaError) {
    let resource = try index.resource(of: location)
    var compiled = SchemaNode()
    compiled.resource = resource
    switch index.value(at: location) {
    case .bool(let accepts): compiled.isFalse = !accepts
    case .object(let schema):
      compiled.keywords = try keywords(of: schema, at: location, resource: resource)
      compiled.tracksEvaluation = compiled.keywords.contains {
        $0 is UnevaluatedProperties || $0 is UnevaluatedItems
      }
    case let other:
      let found = other?.typeName ?? "nothing"
      throw SchemaError(
        location: location.pointer,
        reason: "a schema must be an object or a boolean, but there is \(found)")
    }
    nodes[node] = compiled
  }

  private mutating func keywords(
    of schema: JSONObject, at location: SchemaLocation, resource: Int
  ) throws(SchemaError) -> [any Keyword] {
    var keywords: [any Keyword] = []
    var last: [any Keyword] = []
    let isAlone = draft(of: resource).ignoresSiblingsOfRef && schema[Ref.name] != nil
    // As everywhere, the last of duplicate members counts: pointers and siblings find that one.
    var lastPlaces: [String: Int] = [:]
    for (place, member) in schema.members.enumerated() { lastPlaces[member.name] = place }
    for (place, member) in schema.members.enumerated() where lastPlaces[member.name] == place {
      guard let entry = KeywordRegistry.entry(member.name), let type = entry.type,
        knows(member.name, in: resource), !isAlone || member.name == Ref.name
      else { continue }
      let site = KeywordSite(
        keyword: member.name, value: member.value, schema: schema, location: location,
        resource: resource)
      let keyword = try type.init(site, &self)
      // Section 11: what is left unevaluated is known only after all the others.
      if entry.vocabulary == .unevaluated { last.append(keyword) } else { keywords.append(keyword) }
    }
    return keywords + last
  }

  /// Compiles every `$dynamicAnchor` that a `$dynamicRef` may meet: one in each resource that the
  /// program enters. Compiling one may enter further resources, so this runs to a fixed point.
  private mutating func dynamicTargets() throws(SchemaError) -> [String: [Int: Int]] {
    var targets: [String: [Int: Int]] = [:]
    var settled = false
    while !settled {
      settled = true
      for name in dynamicNames.sorted() {
        for resource in Set(nodes.map(\.resource)).sorted()
        where targets[name]?[resource] == nil {
          guard let place = index.resources[resource].dynamicAnchors[name] else { continue }
          targets[name, default: [:]][resource] = node(at: place)
          settled = false
        }
      }
      try drain()
    }
    return targets
  }

  /// Refuses a schema that applies itself to the same instance without end (JSON Schema core
  /// section 9.4.1): no validation of it could come to a result.
  private func rejectCircles() throws(SchemaError) {
    enum Mark { case fresh, open, closed }
    var marks = Array(repeating: Mark.fresh, count: nodes.count)
    for start in nodes.indices where marks[start] == .fresh {
      var path = [(node: start, edges: edges(of: start))]
      marks[start] = .open
      while let (node, left) = path.popLast() {
        var edges = left
        guard let next = edges.popLast() else {
          marks[node] = .closed
          continue
        }
        path.append((node, edges))
        switch marks[next] {
        case .closed: break
        case .fresh:
          marks[next] = .open
          path.append((next, self.edges(of: next)))
        case .open:
          throw SchemaError(
            location: nodeAt.first { $0.value == next }?.key.pointer ?? JSONPointer(),
            reason: "this schema applies itself to the same instance without end")
        }
      }
    }
  }

  private func edges(of node: Int) -> [Int] { nodes[node].keywords.flatMap(\.alwaysInPlace) }
}
