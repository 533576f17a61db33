extension JSONValue {
  /// The value of bytes that are one JSON text, `nil` of any others: for callers to whom what is no
  /// JSON is an observation and no error, and who need neither its place nor its anomalies.
  public init?<Bytes: Collection<UInt8>>(ifJSON bytes: Bytes) {
    do throws(JSONSyntaxError) {
      self = try JSONDocument(parsing: bytes).value
    } catch {
      return nil
    }
  }
}
