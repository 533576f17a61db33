import WireFormats

/// Which vocabularies a schema resource is written in (JSON Schema core section 8.1).
struct Dialect: Sendable, Hashable {
  /// A vocabulary of draft 2020-12.
  enum Vocabulary: String, Sendable, Hashable, CaseIterable {
    case core
    case applicator
    case unevaluated
    case validation
    case metadata = "meta-data"
    case formatAnnotation = "format-annotation"
    case formatAssertion = "format-assertion"
    case content

    /// The vocabulary that a URI names, or `nil` where it is not one of the standard's.
    init?(uri: String) {
      let prefix = "https://json-schema.org/draft/2020-12/vocab/"
      guard uri.hasPrefix(prefix) else { return nil }
      self.init(rawValue: String(uri.dropFirst(prefix.count)))
    }
  }

  var vocabularies: Set<Vocabulary>
  var draft = Draft.draft2020

  /// What a schema is written in that says nothing else.
  static let standard = Dialect(
    vocabularies: Set(Vocabulary.allCases).subtracting([.formatAssertion]))

  /// Whether a keyword of a vocabulary means something in this dialect.
  func knows(_ keyword: String, of vocabulary: Vocabulary) -> Bool {
    guard draft.knows(keyword) else { return false }
    if vocabulary == .formatAnnotation && assertsFormat { return true }
    return vocabularies.contains(vocabulary)
  }

  /// Whether `format` asserts because the meta-schema says so. The standard has `false` in
  /// `$vocabulary` mean that who does not know the vocabulary may go on; who knows it, asserts.
  var assertsFormat: Bool { vocabularies.contains(.formatAssertion) }

  /// Reads `$vocabulary` of a meta-schema.
  ///
  /// - Returns: the standard dialect where the meta-schema has no `$vocabulary`.
  /// - Throws: ``SchemaError`` where a vocabulary is required that is not known here.
  static func declared(
    by metaSchema: JSONValue, at location: JSONPointer
  ) throws(SchemaError) -> Dialect {
    guard let declared = metaSchema["$vocabulary"]?.object else { return .standard }
    var vocabularies: Set<Vocabulary> = [.core]
    for member in declared.members {
      if let known = Vocabulary(uri: member.name) {
        vocabularies.insert(known)
      } else if member.value == .bool(true) {
        throw SchemaError(
          location: location,
          reason: "$schema requires the vocabulary \(member.name), which is not known")
      }
    }
    return Dialect(vocabularies: vocabularies)
  }
}
