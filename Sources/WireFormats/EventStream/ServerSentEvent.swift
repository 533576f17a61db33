/// An event that was dispatched.
public struct ServerSentEvent: Sendable {
  /// The `event` field, `message` where there was none.
  public let type: String
  /// The `data` lines joined by LF. Malformed UTF-8 reads as U+FFFD; the anomaly says where.
  public let data: String
  /// The last event id in force, `""` where none was set.
  public let lastEventID: String
  /// The offset, in the body, of the first byte of the event's first field line.
  public let offset: Int
  /// The offset of the first byte after the blank line that dispatched the event.
  public let endOffset: Int
  /// How many `data` lines it had.
  public let dataLineCount: Int
  /// The bytes of the data where the text does not hold them.
  private let malformedData: [UInt8]?

  /// Makes an event.
  public init(
    type: String, data: String, rawData: [UInt8], lastEventID: String, offset: Int, endOffset: Int,
    dataLineCount: Int
  ) {
    self.init(
      type: type, data: data, malformedData: rawData.elementsEqual(data.utf8) ? nil : rawData,
      lastEventID: lastEventID, offset: offset, endOffset: endOffset, dataLineCount: dataLineCount)
  }

  /// Makes an event whose data are the bytes of the text, unless others are given.
  init(
    type: String, data: String, malformedData: [UInt8]?, lastEventID: String, offset: Int,
    endOffset: Int, dataLineCount: Int
  ) {
    self.type = type
    self.data = data
    self.malformedData = malformedData
    self.lastEventID = lastEventID
    self.offset = offset
    self.endOffset = endOffset
    self.dataLineCount = dataLineCount
  }

  /// The raw bytes of the data, before any UTF-8 replacement. Each use makes a copy.
  public var rawData: [UInt8] { malformedData ?? Array(data.utf8) }

  /// Reads the raw bytes of the data as one JSON text, without a copy of them.
  ///
  /// - Throws: ``JSONSyntaxError`` with an offset that counts from the first byte of the data.
  public func jsonDocument() throws(JSONSyntaxError) -> JSONDocument {
    if let malformedData { return try JSONDocument(parsing: malformedData) }
    return try JSONDocument(parsing: data.utf8)
  }
}

extension ServerSentEvent: Hashable {
  /// Equal where all parts are, byte for byte.
  public static func == (left: ServerSentEvent, right: ServerSentEvent) -> Bool {
    left.offset == right.offset && left.endOffset == right.endOffset
      && left.dataLineCount == right.dataLineCount && left.type.hasSameBytes(as: right.type)
      && left.lastEventID.hasSameBytes(as: right.lastEventID)
      && left.data.hasSameBytes(as: right.data) && left.malformedData == right.malformedData
  }

  /// Hashes the places and the data.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(offset)
    hasher.combine(endOffset)
    data.hashBytes(into: &hasher)
  }
}
