import WireFormats

/// The documents of a compilation and the names in them: which URI, anchor or pointer leads to which
/// place. Documents are looked through only once something names them.
struct SchemaIndex {
  private(set) var documents: [JSONValue] = []
  private(set) var resources: [SchemaResource] = []
  private var resourceByURI: [String: Int] = [:]
  private var resourceAt: [SchemaLocation: Int] = [:]
  private var values: [SchemaLocation: JSONValue] = [:]
  /// The documents that nothing has named yet, by URI without fragment.
  private var unread: [String: JSONValue]

  /// Looks through the root document.
  init(
    root: JSONValue, baseURI: String, registry: [String: JSONValue]
  ) throws(SchemaError) {
    unread = [:]
    for (uri, document) in registry { unread[URIReference(uri).withoutFragment] = document }
    try read(root, uri: URIReference(baseURI))
  }

  /// The value at a place, or `nil`. Remembers what it has seen on the way, as a document may be
  /// large and its objects are searched member by member.
  mutating func value(at location: SchemaLocation) -> JSONValue? {
    if let known = values[location] { return known }
    guard let parent = location.parent, let token = location.pointer.tokens.last else {
      return documents[location.document]
    }
    guard let value = value(at: parent)?[JSONPointer([token])] else { return nil }
    values[location] = value
    return value
  }

  /// The resource that a place belongs to. A place that no keyword leads to (inside an unknown
  /// keyword, or a component of an OpenAPI document) is looked through now.
  mutating func resource(of location: SchemaLocation) throws(SchemaError) -> Int {
    if let known = resourceAt[location] { return known }
    var ancestor = location.parent
    while let place = ancestor {
      if let known = resourceAt[place] {
        try scan(location, inheriting: known)
        return resourceAt[location] ?? known
      }
      ancestor = place.parent
    }
    return 0
  }

  /// The place that a reference names.
  mutating func resolve(
    _ reference: String, from resource: Int, keyword: String, at place: JSONPointer
  ) throws(SchemaError) -> SchemaLocation {
    let target = URIReference(reference).resolved(against: resources[resource].uri)
    guard let found = try self.resource(named: target.withoutFragment) else {
      throw SchemaError(
        location: place,
        reason: "\(keyword) names \(target.withoutFragment), which is none of the documents given")
    }
    let fragment = URIReference.decodingPercents(target.fragment ?? "")
    let top = resources[found].location
    if fragment.isEmpty { return top }
    if fragment.hasPrefix("/") {
      guard let pointer = JSONPointer(parsing: fragment) else {
        throw SchemaError(
          location: place, reason: "\(keyword) holds the malformed JSON Pointer \(fragment)")
      }
      let location = SchemaLocation(
        document: top.document, pointer: JSONPointer(top.pointer.tokens + pointer.tokens))
      guard value(at: location) != nil else {
        throw SchemaError(
          location: place, reason: "\(keyword) is \(reference), but nothing is there")
      }
      return location
    }
    guard let location = resources[found].anchors[fragment] else {
      throw SchemaError(
        location: place,
        reason: "\(keyword) is \(reference), but no $anchor has the name \(fragment)")
    }
    return location
  }

  private mutating func resource(named uri: String) throws(SchemaError) -> Int? {
    if let known = resourceByURI[uri] { return known }
    if let document = unread[uri] ?? MetaSchemas.document(uri) {
      unread[uri] = nil
      return try read(document, uri: URIReference(uri))
    }
    // It may be the $id of something inside a document that is registered by another URI.
    for key in unread.keys.sorted() {
      guard let document = unread.removeValue(forKey: key) else { continue }
      try read(document, uri: URIReference(key))
    }
    return resourceByURI[uri]
  }

  @discardableResult
  private mutating func read(
    _ document: JSONValue, uri: URIReference
  ) throws(SchemaError) -> Int {
    let location = SchemaLocation(document: documents.count, pointer: JSONPointer())
    documents.append(document)
    var uri = uri
    uri.fragment = nil
    let resource = try addResource(document, uri: uri, at: location)
    // Known by the URI it was asked for, whatever $id it bears.
    resourceByURI[uri.withoutFragment] = resource
    resourceAt[location] = resource
    try scan(location, inheriting: resource)
    return resource
  }

  /// Adds a resource for a schema that begins one; its `$id` counts where it has one.
  private mutating func addResource(
    _ schema: JSONValue, uri base: URIReference, at location: SchemaLocation
  ) throws(SchemaError) -> Int {
    var uri = base
    if let id = schema["$id"]?.string {
      uri = URIReference(id).resolved(against: base)
      if let fragment = uri.fragment, !fragment.isEmpty {
        throw SchemaError(
          location: location.pointer.appending("$id"), reason: "$id must not have a fragment")
      }
      uri.fragment = nil
    }
    let index = resources.count
    let inherited = resourceAt[location].map { resources[$0].dialect } ?? .standard
    resources.append(SchemaResource(uri: uri, location: location, dialect: inherited))
    if resourceByURI[uri.withoutFragment] == nil { resourceByURI[uri.withoutFragment] = index }
    if let name = schema["$schema"]?.string {
      resources[index].dialect = try dialect(named: name, at: location.pointer)
    }
    return index
  }

  /// Whether a schema has an `$id` of its own. In drafts 6 and 7 one that is a fragment alone is an
  /// anchor.
  private func beginsResource(_ schema: JSONObject, in resource: Int) -> Bool {
    guard let id = schema["$id"]?.string else { return false }
    return !(resources[resource].dialect.draft == .draft7 && id.hasPrefix("#"))
  }

  /// The vocabularies of a meta-schema; the standard ones where it is not at hand.
  private mutating func dialect(
    named name: String, at location: JSONPointer
  ) throws(SchemaError) -> Dialect {
    let uri = URIReference(name).withoutFragment
    if MetaSchemas.isStandardDialect(uri) { return .standard }
    let draft = Draft(dialect: uri)
    if draft != .draft2020 {
      return Dialect(vocabularies: Dialect.standard.vocabularies, draft: draft)
    }
    if let known = resourceByURI[uri] {
      return try Dialect.declared(
        by: value(at: resources[known].location) ?? .null, at: location.appending("$schema"))
    }
    guard let metaSchema = unread[uri] else { return .standard }
    return try Dialect.declared(by: metaSchema, at: location.appending("$schema"))
  }

  /// Walks a schema and all schemas inside it, by the keywords that hold schemas, and notes what
  /// they are called. Works off a list, as nesting may be deep.
  private mutating func scan(_ start: SchemaLocation, inheriting: Int) throws(SchemaError) {
    guard let value = value(at: start) else { return }
    var pending = [(start, value, inheriting)]
    while let (location, value, inherited) = pending.popLast() {
      var resource = inherited
      guard case .object(let schema) = value else {
        if case .bool = value { resourceAt[location] = resource }
        continue
      }
      if let known = resourceAt[location] {
        resource = known
        if location != start { continue }
      } else if beginsResource(schema, in: inherited) {
        resourceAt[location] = inherited
        resource = try addResource(value, uri: resources[inherited].uri, at: location)
      }
      resourceAt[location] = resource
      if let name = schema["$anchor"]?.string {
        resources[resource].anchors[name] = location
      }
      if let id = schema["$id"]?.string, id.hasPrefix("#"),
        resources[resource].dialect.draft == .draft7
      {
        resources[resource].anchors[String(id.dropFirst())] = location
      }
      if let name = schema["$dynamicAnchor"]?.string {
        resources[resource].anchors[name] = location
        resources[resource].dynamicAnchors[name] = location
      }
      for member in schema.members.reversed() {
        for (path, child) in KeywordRegistry.subschemas(of: member).reversed() {
          let pointer = JSONPointer(location.pointer.tokens + path)
          pending.append(
            (SchemaLocation(document: location.document, pointer: pointer), child, resource))
        }
      }
    }
  }
}
