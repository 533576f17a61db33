/// The draft that a schema is written in. Draft 2020-12 is what this module is about; of the older
/// ones, which tool definitions in the wild still declare, it reads what differs in what is asserted.
enum Draft: Sendable, Hashable {
  /// Drafts 6 and 7.
  case draft7
  case draft2019
  case draft2020

  /// The draft that `$schema` names; 2020-12 where it names none of the older ones.
  init(dialect uri: String) {
    switch URIReference(uri).withoutFragment {
    case "http://json-schema.org/draft-07/schema", "https://json-schema.org/draft-07/schema",
      "http://json-schema.org/draft-06/schema", "https://json-schema.org/draft-06/schema":
      self = .draft7
    case "https://json-schema.org/draft/2019-09/schema": self = .draft2019
    default: self = .draft2020
    }
  }

  /// Whether a keyword of draft 2020-12, or one that it dropped, is a keyword of this draft.
  func knows(_ keyword: String) -> Bool {
    switch keyword {
    case "prefixItems", "$dynamicRef": self == .draft2020
    case "unevaluatedItems", "unevaluatedProperties", "dependentSchemas", "dependentRequired",
      "minContains", "maxContains":
      self != .draft7
    case "additionalItems": self != .draft2020
    case "$recursiveRef": self == .draft2019
    default: true
    }
  }

  /// Whether `items` may be a list of schemas, which is now `prefixItems`.
  var hasListOfItems: Bool { self != .draft2020 }

  /// Whether all keywords beside `$ref` are ignored (draft 7, core section 8.3).
  var ignoresSiblingsOfRef: Bool { self == .draft7 }
}
