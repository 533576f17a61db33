/// The result of reading one JSON text: the value and what was irregular about the text.
public struct JSONDocument: Sendable {
  /// The value.
  public let value: JSONValue
  /// What is legal or survivable but breaks some clients: duplicate members, lone surrogates,
  /// integers beyond 2^53, a byte order mark. In order of offset.
  public let anomalies: [JSONAnomaly]

  /// The deepest nesting that is read; deeper text is a ``JSONSyntaxError``.
  public static let maximumDepth = 512

  /// Reads one JSON text (RFC 8259), strictly.
  ///
  /// - Parameter bytes: the whole text; nothing may follow the value but white space.
  /// - Throws: ``JSONSyntaxError`` with the offset of the first byte that cannot be right.
  public init(parsing bytes: some Collection<UInt8>) throws(JSONSyntaxError) {
    let result =
      bytes.withContiguousStorageIfAvailable { JSONDocument.read($0) }
      ?? Array(bytes).withUnsafeBufferPointer { JSONDocument.read($0) }
    self = try result.get()
  }

  private init(value: consuming JSONValue, anomalies: [JSONAnomaly]) {
    self.value = value
    self.anomalies = anomalies
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Result<JSONDocument, JSONSyntaxError> {
    JSONReader.withReader(of: bytes) { reader in
      do throws(JSONFailure) {
        let value = try reader.readDocument()
        return .success(JSONDocument(value: value, anomalies: reader.sortedAnomalies()))
      } catch {
        return .failure(JSONSyntaxError(error, in: bytes))
      }
    }
  }

  /// The half-open byte range of the value that a pointer names in a text that parses, or `nil`
  /// where nothing is there or the text does not parse. Offsets count from the first byte of
  /// `bytes`; of duplicate members the last counts.
  public static func byteRange(of pointer: JSONPointer, in bytes: some Collection<UInt8>) -> Range<
    Int
  >? {
    bytes.withContiguousStorageIfAvailable { JSONLocator.byteRange(of: pointer, in: $0) }
      ?? Array(bytes).withUnsafeBufferPointer { JSONLocator.byteRange(of: pointer, in: $0) }
  }
}
