public import WireFormats

/// One keyword of a parameter's schema that promises something of its own: the maximum of
/// `temperature`, the item limit of `stop`, the type of `stream_options.include_usage`.
///
/// Claims, boundary probes and the documentation's tables are all derived from facets, so that one
/// name means one thing in all three.
public struct SchemaFacet: Sendable, Hashable {
  /// The path from the request body: `["stream_options", "include_usage"]`. `items` stands for the
  /// items of an array, `values` for the values of a map.
  public let path: [String]
  /// The keyword, `nil` for the member as such: that it may be given.
  public let keyword: String?
  /// The keyword's value; the whole schema where ``keyword`` is `nil`.
  public let value: JSONValue
  /// The schema that holds the keyword.
  public let schema: JSONValue
  /// Where that schema stands below the parameter's schema.
  public let schemaPointer: JSONPointer

  /// The claim's id within an endpoint: `chat.temperature.maximum`.
  public func claimID(endpoint: String) -> ClaimID {
    ([endpoint] + path + (keyword.map { [$0] } ?? [])).joined(separator: ".")
  }

  /// The keywords that promise something, in the order in which facets are listed.
  public static let keywords = [
    "type", "enum", "const", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum",
    "multipleOf", "minLength", "maxLength", "pattern", "minItems", "maxItems", "minProperties",
    "maxProperties", "default",
  ]

  /// All facets of a parameter, outermost first, in schema order.
  ///
  /// - Parameters:
  ///   - name: the parameter's name.
  ///   - schema: its schema. Branches of `anyOf`, `oneOf` and `allOf` count as the member itself.
  public static func facets(of name: String, schema: JSONValue) -> [SchemaFacet] {
    var facets = [
      SchemaFacet(
        path: [name], keyword: nil, value: schema, schema: schema, schemaPointer: JSONPointer())
    ]
    collect(path: [name], schema: schema, pointer: JSONPointer(), into: &facets)
    return facets
  }

  private static func collect(
    path: [String], schema: JSONValue, pointer: JSONPointer, into facets: inout [SchemaFacet]
  ) {
    guard schema.object != nil else { return }
    for keyword in keywords {
      guard let value = schema[keyword],
        !facets.contains(where: { $0.path == path && $0.keyword == keyword })
      else { continue }
      facets.append(
        SchemaFacet(
          path: path, keyword: keyword, value: value, schema: schema, schemaPointer: pointer))
    }
    for branching in ["anyOf", "oneOf", "allOf"] {
      for (index, branch) in (schema[branching]?.array ?? []).enumerated() {
        collect(
          path: path, schema: branch,
          pointer: pointer.appending(branching).appending(index), into: &facets)
      }
    }
    for member in schema["properties"]?.object?.members ?? [] {
      descend(
        to: path + [member.name], schema: member.value,
        pointer: pointer.appending("properties").appending(member.name), into: &facets)
    }
    if let items = schema["items"], items.object != nil {
      descend(
        to: path + ["items"], schema: items, pointer: pointer.appending("items"), into: &facets)
    }
    if let values = schema["additionalProperties"], values.object != nil {
      descend(
        to: path + ["values"], schema: values,
        pointer: pointer.appending("additionalProperties"), into: &facets)
    }
  }

  private static func descend(
    to path: [String], schema: JSONValue, pointer: JSONPointer, into facets: inout [SchemaFacet]
  ) {
    let facet = SchemaFacet(
      path: path, keyword: nil, value: schema, schema: schema, schemaPointer: pointer)
    // A member named like a keyword (`response_format.type`) would make the same claim as that
    // keyword of the member around it; the keyword came first and keeps the name.
    if !facets.contains(where: { $0.claimID(endpoint: "") == facet.claimID(endpoint: "") }) {
      facets.append(facet)
    }
    collect(path: path, schema: schema, pointer: pointer, into: &facets)
  }
}

extension SchemaFacet {
  /// The claim in one sentence.
  public var statement: String {
    let name = "`" + path.joined(separator: ".") + "`"
    let text = value.serialized()
    return switch keyword {
    case nil: "\(name) may be given"
    case "type": "\(name) is \(text)"
    case "enum": "\(name) is one of \(text)"
    case "const": "\(name) is \(text)"
    case "minimum": "\(name) is at least \(text)"
    case "exclusiveMinimum": "\(name) is greater than \(text)"
    case "maximum": "\(name) is at most \(text)"
    case "exclusiveMaximum": "\(name) is less than \(text)"
    case "multipleOf": "\(name) is a multiple of \(text)"
    case "minLength": "\(name) has at least \(text) characters"
    case "maxLength": "\(name) has at most \(text) characters"
    case "pattern": "\(name) matches \(text)"
    case "minItems": "\(name) has at least \(text) items"
    case "maxItems": "\(name) has at most \(text) items"
    case "minProperties": "\(name) has at least \(text) members"
    case "maxProperties": "\(name) has at most \(text) members"
    case "default": "\(name) defaults to \(text)"
    case .some(let other): "\(name): \(other) \(text)"
    }
  }
}
