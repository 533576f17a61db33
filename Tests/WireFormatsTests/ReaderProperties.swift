@testable import WireFormats

/// What must hold of the readers whatever the bytes are. The mutation tests and the fuzz targets
/// (`Tests/Fuzzing`) both hold them to it.
enum ReaderProperties {
  /// The properties of the JSON reader that some bytes break; empty where all hold.
  static func brokenJSON(_ bytes: [UInt8]) -> [String] {
    var broken: [String] = []
    func require(_ holds: Bool, _ property: String) {
      if !holds { broken.append(property) }
    }
    do throws(JSONSyntaxError) {
      let document = try JSONDocument(parsing: bytes)
      let offsets = document.anomalies.map(\.offset)
      require(offsets == offsets.sorted(), "anomalies stand in order of offset")
      require(offsets.allSatisfy(bytes.indices.contains), "anomalies stand inside the text")
      let range = JSONDocument.byteRange(of: JSONPointer(), in: bytes)
      require(range.map { !$0.isEmpty && $0.upperBound <= bytes.count } ?? false, "a range")
      if let range { require(holdsValue(bytes[range], document.value), "the range is the value") }
      broken += brokenWriting(document.value)
    } catch {
      let before = bytes.prefix(error.offset)
      let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      require(error.offset <= bytes.count, "errors stand inside the text")
      require(error.line == before.count { $0 == UInt8(ascii: "\n") } + 1, "lines count LF")
      require(error.column == error.offset - lineStart + 1, "columns count bytes")
      require(JSONDocument.byteRange(of: JSONPointer(), in: bytes) == nil, "no range of no value")
      require(!error.description.isEmpty, "errors describe themselves")
    }
    return broken
  }

  private static func holdsValue(_ bytes: ArraySlice<UInt8>, _ value: JSONValue) -> Bool {
    (try? JSONDocument(parsing: bytes).value) == value
  }

  private static func brokenWriting(_ value: JSONValue) -> [String] {
    do throws(JSONSyntaxError) {
      var broken: [String] = []
      let text = value.serialized()
      let again = try JSONDocument(parsing: text.utf8).value
      if again != value { broken.append("what is written reads as the same value") }
      if again.hashValue != value.hashValue { broken.append("equal values hash alike") }
      if again.serialized() != text { broken.append("writing is stable") }
      let pretty = try JSONDocument(parsing: value.prettyPrinted().utf8).value
      if pretty != value { broken.append("pretty text reads as the same value") }
      let canonical = value.canonical()
      let normal = try JSONDocument(parsing: canonical.utf8).value
      if normal != value { broken.append("canonical text reads as the same value") }
      if normal.canonical() != canonical { broken.append("canonical text is stable") }
      return broken
    } catch {
      return ["what is written parses: \(error)"]
    }
  }

  /// The properties of the event-stream decoder that a body breaks when it comes in reads of the
  /// given sizes (over and over; 0 is a read of nothing) and at most `limit` bytes are kept.
  static func brokenEventStream(_ bytes: [UInt8], sizes: [Int], limit: Int) -> [String] {
    var whole = EventStreamDecoder(limit: limit)
    let elements = whole.decode(bytes) + whole.finish()
    var cut = EventStreamDecoder(limit: limit)
    var inReads: [EventStreamElement] = []
    var start = 0
    var turn = 0
    while start < bytes.count {
      let size = sizes.isEmpty ? 1 : sizes[turn % sizes.count]
      turn += 1
      // Sizes of zero alone would never end.
      let end = min(bytes.count, start + (size == 0 && turn % 8 == 0 ? 1 : size))
      inReads += cut.decode(bytes[start..<end])
      start = end
    }
    inReads += cut.finish()
    var broken: [String] = []
    if inReads != elements { broken.append("the cut into reads changes nothing") }
    for element in elements {
      switch element {
      case .event(let event):
        if event.rawData.count > limit { broken.append("an event is within the limit") }
        if event.data != String(decoding: event.rawData, as: UTF8.self) {
          broken.append("text and bytes of the data agree")
        }
        if event.offset >= event.endOffset || event.endOffset > bytes.count {
          broken.append("an event stands inside the body")
        }
      case .comment(_, let offset), .retry(_, let offset), .emptyBlock(let offset):
        if offset >= bytes.count { broken.append("elements stand inside the body") }
      case .anomaly(let anomaly):
        if anomaly.offset >= bytes.count { broken.append("anomalies stand inside the body") }
        if anomaly.description.isEmpty { broken.append("anomalies describe themselves") }
      }
    }
    return broken
  }
}
