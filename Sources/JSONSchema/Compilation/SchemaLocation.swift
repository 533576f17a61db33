import WireFormats

/// One place in one of the documents that a compilation knows.
struct SchemaLocation: Hashable, Sendable {
  var document: Int
  var pointer: JSONPointer

  func appending(_ token: String) -> SchemaLocation {
    SchemaLocation(document: document, pointer: pointer.appending(token))
  }

  /// The place one level up, or `nil` at the top of a document.
  var parent: SchemaLocation? {
    guard !pointer.tokens.isEmpty else { return nil }
    return SchemaLocation(document: document, pointer: JSONPointer(pointer.tokens.dropLast()))
  }
}
