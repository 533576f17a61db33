/// Something irregular in an event stream. Whether it is a fault is for a check to say.
public struct EventStreamAnomaly: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// Bytes that are not UTF-8. One anomaly stands for a run of them; of a line with many runs the
    /// first sixteen are reported.
    case malformedUTF8
    /// The stream began with a byte order mark: legal, stripped.
    case leadingByteOrderMark
    /// A field whose name the standard does not know; legal and ignored by parsers. The payload is
    /// the name and the value, each cut to 64 characters.
    case unknownField(name: String, value: String)
    /// An `id` field that holds U+0000, which is ignored.
    case idWithNull
    /// A `retry` field that is not ASCII digits, which is ignored. The payload is its value, cut to
    /// 64 characters.
    case malformedRetry(String)
    /// The body ended inside an event: fields were there, the blank line was not. The event is
    /// discarded. The payload is its data so far, `""` where no data had come.
    case unfinishedEvent(data: String)
    /// The body ended inside a line that belongs to no event: outside an event, and not a `data`
    /// field. The payload is the line.
    case unfinishedLine(String)
    /// A line or event longer than ``EventStreamDecoder/maximumLength``; the rest was dropped. The
    /// offset is that of the first byte that was.
    case tooLong
  }

  /// What it is.
  public let kind: Kind
  /// The zero-based byte offset in the body. Where the kind does not say otherwise it is that of
  /// what is irregular: the malformed bytes, the first byte of the line or of the event.
  public let offset: Int

  /// Makes an anomaly.
  public init(kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}
