/// A schema resource (JSON Schema core section 4.3.5): a document, or a subschema with an `$id`,
/// together with the names that its subschemas bear.
struct SchemaResource: Sendable {
  /// The absolute URI, without a fragment.
  var uri: URIReference
  var location: SchemaLocation
  var dialect: Dialect
  /// The places that `$anchor` and `$dynamicAnchor` name.
  var anchors: [String: SchemaLocation] = [:]
  /// The places that `$dynamicAnchor` names.
  var dynamicAnchors: [String: SchemaLocation] = [:]
}
