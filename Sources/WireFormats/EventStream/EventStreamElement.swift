/// One thing that a stream held.
public enum EventStreamElement: Sendable, Hashable {
  /// An event that was dispatched.
  case event(ServerSentEvent)
  /// A comment line; its text is what follows the colon, untouched.
  case comment(String, offset: Int)
  /// A `retry` field that is legal, in milliseconds.
  case retry(Int, offset: Int)
  /// A blank-line-ended block that held fields but dispatched nothing (no `data`), for instance
  /// `retry: 3000` alone. Legal, but some clients stumble over it. The offset is that of the block's
  /// first field line.
  case emptyBlock(offset: Int)
  /// Something irregular.
  case anomaly(EventStreamAnomaly)
}
