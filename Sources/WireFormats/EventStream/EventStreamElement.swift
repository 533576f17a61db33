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

/// An event that was dispatched.
public struct ServerSentEvent: Sendable, Hashable {
  /// The `event` field, `message` where there was none.
  public let type: String
  /// The `data` lines joined by LF. Malformed UTF-8 reads as U+FFFD; the anomaly says where.
  public let data: String
  /// The raw bytes of the data, before any UTF-8 replacement.
  public let rawData: [UInt8]
  /// The last event id in force, `""` where none was set.
  public let lastEventID: String
  /// The offset, in the body, of the first byte of the event's first field line.
  public let offset: Int
  /// The offset of the first byte after the blank line that dispatched the event.
  public let endOffset: Int
  /// How many `data` lines it had.
  public let dataLineCount: Int

  /// Makes an event.
  public init(
    type: String, data: String, rawData: [UInt8], lastEventID: String, offset: Int, endOffset: Int,
    dataLineCount: Int
  ) {
    self.type = type
    self.data = data
    self.rawData = rawData
    self.lastEventID = lastEventID
    self.offset = offset
    self.endOffset = endOffset
    self.dataLineCount = dataLineCount
  }
}
