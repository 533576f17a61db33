public import WireFormats

/// A compiled JSON Schema (draft 2020-12): compile once, validate many; safe to share.
public struct Schema: Sendable {
  /// Compiles a schema.
  ///
  /// - Parameters:
  ///   - document: the schema.
  ///   - baseURI: the URI that relative references and `$id`s resolve against.
  ///   - registry: other schema documents that `$ref` may name, by absolute URI. Nothing is ever
  ///     fetched.
  ///   - options: whether `format` asserts, for instance.
  /// - Throws: ``SchemaError`` with the place and the cause.
  public init(
    compiling document: JSONValue, baseURI: String = "", registry: [String: JSONValue] = [:],
    options: SchemaOptions = SchemaOptions()
  ) throws(SchemaError) {
  }

  /// Where the instance breaks the schema, in schema order; empty where it is valid.
  public func violations(in instance: JSONValue) -> [SchemaViolation] { [] }

  /// Whether the instance is valid. Faster than asking for the violations.
  public func isValid(_ instance: JSONValue) -> Bool { violations(in: instance).isEmpty }
}

/// How a schema is compiled.
public struct SchemaOptions: Sendable, Hashable {
  /// Whether `format` asserts or only annotates, as the standard has it by default.
  public var assertsFormat: Bool

  /// Makes options.
  public init(assertsFormat: Bool = false) { self.assertsFormat = assertsFormat }
}

/// One place where an instance breaks a schema.
public struct SchemaViolation: Sendable, Hashable {
  /// Where in the instance.
  public let instanceLocation: JSONPointer
  /// Where in the schema, through references: `/properties/choices/items/$ref/required`.
  public let keywordLocation: JSONPointer
  /// The keyword, for instance `maximum`.
  public let keyword: String
  /// What the schema asks for, in a few words: `at most 2`, `a string`.
  public let expected: String
  /// What is there, in a few words: `2.1`, `null`.
  public let actual: String

  /// Makes a violation.
  public init(
    instanceLocation: JSONPointer, keywordLocation: JSONPointer, keyword: String, expected: String,
    actual: String
  ) {
    self.instanceLocation = instanceLocation
    self.keywordLocation = keywordLocation
    self.keyword = keyword
    self.expected = expected
    self.actual = actual
  }
}

/// Why a schema cannot be compiled.
public struct SchemaError: Error, Sendable, Hashable {
  /// Where in the schema document.
  public let location: JSONPointer
  /// What is wrong there, as a sentence that names the keyword.
  public let reason: String

  /// Makes an error.
  public init(location: JSONPointer, reason: String) {
    self.location = location
    self.reason = reason
  }
}
