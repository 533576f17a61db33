import Conformance
import JSONSchema
import WireFormats

/// What can be wrong with the schemas in a spec: keywords that do not exist, bounds in the wrong
/// order, a default that the schema itself refuses, a reference that leads nowhere.
struct SchemaRules {
  /// The shared schemas by URI.
  let registry: [String: JSONValue]

  /// The keywords of draft 2020-12, and what annotates.
  static let keywords: Set<String> = [
    "$schema", "$id", "$anchor", "$ref", "$dynamicRef", "$dynamicAnchor", "$defs", "$comment",
    "$vocabulary", "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum",
    "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems",
    "maxContains", "minContains", "maxProperties", "minProperties", "required",
    "dependentRequired", "prefixItems", "items", "contains", "additionalProperties", "properties",
    "patternProperties", "dependentSchemas", "propertyNames", "if", "then", "else", "allOf",
    "anyOf", "oneOf", "not", "unevaluatedItems", "unevaluatedProperties", "title", "description",
    "default", "deprecated", "readOnly", "writeOnly", "examples", "format", "contentEncoding",
    "contentMediaType", "contentSchema",
  ]

  private static let single = [
    "items", "contains", "additionalProperties", "propertyNames", "if", "then", "else", "not",
    "unevaluatedItems", "unevaluatedProperties",
  ]
  private static let lists = ["prefixItems", "allOf", "anyOf", "oneOf"]
  private static let maps = ["$defs", "properties", "patternProperties", "dependentSchemas"]
  private static let ordered = [
    ("minimum", "maximum"), ("minimum", "exclusiveMaximum"), ("exclusiveMinimum", "maximum"),
    ("exclusiveMinimum", "exclusiveMaximum"), ("minLength", "maxLength"), ("minItems", "maxItems"),
    ("minProperties", "maxProperties"), ("minContains", "maxContains"),
  ]

  /// Judges the schemas of all parameters and claims of a provider spec.
  func judge(spec root: SpecNode) {
    let base = "specs:///" + (root.value["id"]?.string ?? "spec") + ".json"
    for endpoint in nodes(root.member("endpoints")) {
      for parameter in nodes(endpoint.member("parameters")) {
        if let schema = parameter.member("schema") { judge(schema: schema, base: base) }
      }
    }
    guard let claims = root.member("claims"), claims.value.object != nil else { return }
    for (id, claim) in claims.members where id.hasSuffix(".schema") {
      if let schema = claim.member("value") { judge(schema: schema, base: base) }
    }
  }

  /// Judges one schema and all within it.
  func judge(schema: SpecNode, base: String) {
    guard walk(schema, base: base) else { return }
    do throws(SchemaError) {
      _ = try Schema(compiling: schema.value, baseURI: base, registry: registry)
    } catch {
      let place = JSONPointer(schema.pointer.tokens + error.location.tokens)
      let node = node(at: place.tokens.dropFirst(schema.pointer.tokens.count), of: schema)
      (node ?? schema).report(error.reason, fix: fix(of: error))
    }
  }

  private func fix(of error: SchemaError) -> String {
    switch error.location.tokens.last {
    case "$ref": "name a file that stands under specs/, as in \"shared/usage.json\""
    case "type":
      "write string, number, integer, boolean, array, object or null, or several in an array"
    case "pattern": "write a regular expression of ECMA-262"
    default: "see JSON Schema 2020-12 for what the keyword takes"
    }
  }

  /// Judges what a compiler does not; `false` where something was reported.
  private func walk(_ node: SpecNode, base: String) -> Bool {
    if node.value.bool != nil { return true }
    guard node.value.object != nil else {
      node.report(
        "expected a schema, got \(node.value.typeName)", fix: "write an object, true or false")
      return false
    }
    var isSound = true
    for (name, member) in node.members
    where !Self.keywords.contains(name) && !name.hasPrefix("x-") {
      let near = Spelling.nearest(to: name, among: Self.keywords.sorted())
      member.report(
        "\"\(name)\" is no keyword of JSON Schema 2020-12",
        fix: near.map { "did you mean \"\($0)\"?" } ?? "leave it out, or begin it with \"x-\"")
      isSound = false
    }
    if !ordersBounds(node) { isSound = false }
    if isSound, !acceptsItsOwnValues(node, base: base) { isSound = false }
    for child in children(of: node) where !walk(child, base: base) { isSound = false }
    return isSound
  }

  private func ordersBounds(_ node: SpecNode) -> Bool {
    for (low, high) in Self.ordered {
      guard let least = node.value[low]?.double, let most = node.value[high]?.double,
        least > most || (least == most && (low + high).contains("xclusive"))
      else { continue }
      node.member(high)?.report(
        "\(low) \(node.value[low]?.serialized() ?? "") leaves nothing below \(high) "
          + "\(node.value[high]?.serialized() ?? "")",
        fix: "correct one of the two by the page")
      return false
    }
    return true
  }

  /// Whether the default and the examples are what the schema allows.
  private func acceptsItsOwnValues(_ node: SpecNode, base: String) -> Bool {
    let examples = node.member("examples")?.value.array == nil ? nil : node.member("examples")
    let own = (node.member("default").map { [$0] } ?? []) + (examples?.items ?? [])
    guard !own.isEmpty else { return true }
    let schema: Schema
    do throws(SchemaError) {
      schema = try Schema(compiling: node.value, baseURI: base, registry: registry)
    } catch {
      // The whole schema is compiled behind this, and the error reported there.
      return true
    }
    var isSound = true
    for value in own {
      guard let violation = schema.violations(in: value.value).first else { continue }
      let isDefault = value.pointer.tokens.last == "default"
      value.report(
        "the \(isDefault ? "default" : "example") \(value.value.serialized()) is not what its own "
          + "schema allows: expected \(violation.expected)",
        fix: "correct it, or \(violation.keyword), by the page")
      isSound = false
    }
    return isSound
  }

  private func children(of node: SpecNode) -> [SpecNode] {
    var children = Self.single.compactMap { node.member($0) }
    for name in Self.lists { children += nodes(list: node.member(name)) }
    for name in Self.maps { children += nodes(node.member(name)) }
    return children
  }

  private func nodes(_ node: SpecNode?) -> [SpecNode] {
    node?.value.object == nil ? [] : node?.members.map(\.node) ?? []
  }

  private func nodes(list node: SpecNode?) -> [SpecNode] {
    node?.value.array == nil ? [] : node?.items ?? []
  }

  private func node(at tokens: ArraySlice<String>, of root: SpecNode) -> SpecNode? {
    var node: SpecNode? = root
    for token in tokens {
      guard let here = node else { return nil }
      if here.value.array != nil, let index = JSONPointer.arrayIndex(token) {
        node = here.items.indices.contains(index) ? here.items[index] : nil
      } else {
        node = here.member(token)
      }
    }
    return node
  }
}
