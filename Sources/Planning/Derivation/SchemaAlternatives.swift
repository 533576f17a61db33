import WireFormats

/// One schema of a spec with the document that its references resolve against.
struct SchemaNode: Sendable {
  /// The schema: an object, or `true`/`false`.
  let schema: JSONValue
  /// The absolute URI of the document that it stands in, without a fragment.
  let base: String
  /// The documents that `$ref` may name, by absolute URI.
  let registry: [String: JSONValue]

  /// The member of that name, references resolved.
  func child(_ keyword: String) -> SchemaNode? {
    schema[keyword].map { SchemaNode(schema: $0, base: base, registry: registry).resolved }
  }

  /// The schema that this one refers to, or itself. What stands beside a `$ref` is added to it.
  var resolved: SchemaNode {
    var node = self
    // A chain of references longer than this goes round in a circle.
    for _ in 0..<16 {
      guard let reference = node.schema["$ref"]?.string, let target = node.target(of: reference)
      else { return node }
      node = SchemaNode(
        schema: Self.merged(target.schema, with: node.schema, leavingOut: ["$ref"]),
        base: target.base, registry: registry)
    }
    return node
  }

  /// The schema with examples, where it has none of its own.
  func showing(_ examples: [JSONValue]) -> SchemaNode {
    guard !examples.isEmpty, schema.object != nil, schema["examples"] == nil else { return self }
    return SchemaNode(
      schema: schema.setting("examples", to: .array(examples)), base: base, registry: registry)
  }

  /// Whether anything in it refers to another document.
  var holdsReference: Bool { Self.holdsReference(schema) }

  private static func holdsReference(_ value: JSONValue) -> Bool {
    switch value {
    case .array(let items): items.contains(where: holdsReference)
    case .object(let object):
      object["$ref"] != nil || object.members.contains { holdsReference($0.value) }
    default: false
    }
  }

  private func target(of reference: String) -> SchemaNode? {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first.map(String.init) ?? ""
    let uri: String
    if path.isEmpty {
      uri = base
    } else if path.contains("://") {
      uri = path
    } else {
      let directory = base.lastIndex(of: "/").map { base[...$0] } ?? ""
      let fromRoot = "specs:///" + path
      uri = registry[directory + path] == nil ? fromRoot : directory + path
    }
    guard let document = registry[uri] else { return nil }
    guard parts.count > 1, !parts[1].isEmpty else {
      return SchemaNode(schema: document, base: uri, registry: registry)
    }
    guard let pointer = JSONPointer(parsing: String(parts[1])), let found = document[pointer] else {
      return nil
    }
    return SchemaNode(schema: found, base: uri, registry: registry)
  }

  /// The first schema with the members of the second added, which win where both have one; what
  /// both require and the members that both describe come together.
  static func merged(_ first: JSONValue, with second: JSONValue, leavingOut left: Set<String>)
    -> JSONValue
  {
    guard var object = first.object, let added = second.object else { return first }
    for member in added.members where !left.contains(member.name) {
      switch (member.name, object[member.name], member.value) {
      case ("required", .array(let names)?, .array(let more)):
        object[member.name] = .array(names + more.filter { !names.contains($0) })
      case ("properties", let known?, let more):
        object[member.name] = merged(known, with: more, leavingOut: [])
      default: object[member.name] = member.value
      }
    }
    return .object(object)
  }
}

/// One kind of value that a schema documents: a type and the keywords that bear on it.
struct SchemaAlternative {
  /// `null`, `boolean`, `integer`, `number`, `string`, `array` or `object`.
  let type: String
  /// The keywords, those of the enclosing schema included.
  let node: SchemaNode

  subscript(keyword: String) -> JSONValue? { node.schema[keyword] }

  /// A number that is the keyword's value.
  func decimal(_ keyword: String) -> ExactDecimal? {
    node.schema[keyword]?.number.flatMap { ExactDecimal($0) }
  }
}

extension SchemaNode {
  static let allTypes = ["string", "number", "boolean", "array", "object", "null"]

  /// The kinds of value that the schema documents, in the order written: each type of a `type` list,
  /// each branch of `anyOf` and `oneOf`. A schema that names no type documents those that its
  /// keywords and values imply, else none.
  var alternatives: [SchemaAlternative] {
    let node = resolved
    for keyword in ["anyOf", "oneOf"] {
      guard let branches = node.schema[keyword]?.array else { continue }
      return branches.flatMap { branch -> [SchemaAlternative] in
        let inner = SchemaNode(schema: branch, base: node.base, registry: registry).resolved
        return SchemaNode(
          schema: Self.merged(node.schema, with: inner.schema, leavingOut: [])
            .removing(inner.schema[keyword] == nil ? [keyword] : []),
          base: inner.base, registry: registry
        ).alternatives
      }
    }
    return node.typeNames.map { SchemaAlternative(type: $0, node: node) }
  }

  private var typeNames: [String] {
    if let name = schema["type"]?.string { return [name] }
    if let names = schema["type"]?.array { return names.compactMap(\.string) }
    if let value = schema["const"] { return [value.typeName] }
    if let values = schema["enum"]?.array {
      var seen: [String] = []
      for value in values where !seen.contains(value.typeName) { seen.append(value.typeName) }
      return seen
    }
    let implied: [(String, [String])] = [
      ("object", ["properties", "additionalProperties", "required", "minProperties"]),
      ("array", ["items", "prefixItems", "minItems", "maxItems"]),
      ("number", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
      ("string", ["minLength", "maxLength", "pattern"]),
    ]
    return implied.filter { $0.1.contains { schema[$0] != nil } }.map(\.0)
  }
}

extension JSONValue {
  /// The object without those members; anything else as it is.
  func removing(_ names: Set<String>) -> JSONValue {
    guard case .object(let object) = self else { return self }
    return .object(JSONObject(object.members.filter { !names.contains($0.name) }))
  }

  /// The object with a member set or, where the value is `nil`, removed; anything else as it is.
  func setting(_ name: String, to value: JSONValue?) -> JSONValue {
    guard case .object(var object) = self else { return self }
    object[name] = value
    return .object(object)
  }
}
