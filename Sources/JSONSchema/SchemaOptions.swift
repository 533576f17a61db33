/// How a schema is compiled.
public struct SchemaOptions: Sendable, Hashable {
  /// Whether `format` asserts or only annotates, as the standard has it by default.
  public var assertsFormat: Bool

  /// Makes options.
  public init(assertsFormat: Bool = false) { self.assertsFormat = assertsFormat }
}
