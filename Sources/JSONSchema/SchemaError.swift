public import WireFormats

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
