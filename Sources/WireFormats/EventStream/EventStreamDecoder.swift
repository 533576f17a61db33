/// Reads a `text/event-stream` body (WHATWG HTML, section 9.2) from bytes, whatever way they are
/// cut into reads.
///
/// Nothing is ever thrown and nothing repaired: what is irregular comes out as an anomaly with its
/// byte offset, in order, beside the events.
public struct EventStreamDecoder: Sendable {
  /// The longest line and the longest event, in bytes, that are kept; the rest of a longer one is
  /// dropped and reported as ``EventStreamAnomaly/Kind/tooLong``.
  public static let maximumLength = 16 << 20

  /// Makes a decoder that stands at the first byte of a body.
  public init() {}

  /// Takes the next bytes and returns what they completed, in order.
  public mutating func decode(_ bytes: some Collection<UInt8>) -> [EventStreamElement] { [] }

  /// Says that the body has ended, and returns what was left: an unfinished event is discarded, as
  /// the standard says, and reported.
  public mutating func finish() -> [EventStreamElement] { [] }

  /// Decodes a whole body at once.
  public static func elements(of body: [UInt8]) -> [EventStreamElement] { [] }
}

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
  /// first byte.
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

/// Something irregular in an event stream. Whether it is a fault is for a check to say.
public struct EventStreamAnomaly: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// Bytes that are not UTF-8.
    case malformedUTF8
    /// The stream began with a byte order mark: legal, stripped.
    case leadingByteOrderMark
    /// A field whose name the standard does not know; legal and ignored by parsers. The payload is
    /// the name, cut to 64 characters.
    case unknownField(name: String, value: String)
    /// An `id` field that holds U+0000, which is ignored.
    case idWithNull
    /// A `retry` field that is not ASCII digits, which is ignored.
    case malformedRetry(String)
    /// The body ended inside an event: `data` was there, the blank line was not. The event is
    /// discarded. The payload is its data so far.
    case unfinishedEvent(data: String)
    /// The body ended inside a line that belongs to no data.
    case unfinishedLine(String)
    /// A line or event longer than ``EventStreamDecoder/maximumLength``; the rest was dropped.
    case tooLong
  }

  /// What it is.
  public let kind: Kind
  /// The zero-based byte offset in the body.
  public let offset: Int

  /// Makes an anomaly.
  public init(kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}
