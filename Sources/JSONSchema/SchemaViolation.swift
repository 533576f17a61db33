public import WireFormats

/// One place where an instance breaks a schema.
public struct SchemaViolation: Sendable, Hashable {
  /// Where in the instance.
  public let instanceLocation: JSONPointer
  /// Where in the schema, through references: `/properties/choices/items/$ref/required`.
  public let keywordLocation: JSONPointer
  /// The keyword, for instance `maximum`. Empty where the schema itself is `false`, or where the
  /// instance nests deeper than can be judged.
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
