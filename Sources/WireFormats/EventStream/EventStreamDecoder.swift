/// Reads a `text/event-stream` body (WHATWG HTML, section 9.2) from bytes, whatever way they are
/// cut into reads.
///
/// Nothing is ever thrown and nothing repaired: what is irregular comes out as an anomaly with its
/// byte offset, in order, beside the events.
///
/// A carriage return that ends a read is held until the next byte shows whether a line feed belongs
/// to it; an event whose blank line ends so comes out with the next read, or from ``finish()``.
public struct EventStreamDecoder: Sendable {
  /// The longest line and the longest event, in bytes, that are kept; the rest of a longer one is
  /// dropped and reported as ``EventStreamAnomaly/Kind/tooLong``.
  public static let maximumLength = 16 << 20

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The offset in the body of the first byte of the next read.
  private var consumed = 0
  /// How many bytes of a leading byte order mark have come; `nil` once that question is settled.
  private var markBytes: Int? = 0
  /// The beginning of a line whose end has not come yet.
  private var carried: EventStreamLine
  /// Whether the carried line is whole but for a LF that may follow its CR.
  private var holdsReturn = false
  private var block: EventStreamBlock

  /// Makes a decoder that stands at the first byte of a body.
  public init() { self.init(limit: EventStreamDecoder.maximumLength) }

  /// Makes a decoder that keeps at most `limit` bytes of a line or event.
  init(limit: Int) {
    carried = EventStreamLine(limit: limit)
    block = EventStreamBlock(limit: limit)
  }

  /// Decodes a whole body: what ``decode(_:)`` and ``finish()`` return, in one list.
  public static func elements(of bytes: some Collection<UInt8>) -> [EventStreamElement] {
    var decoder = EventStreamDecoder()
    let elements = decoder.decode(bytes)
    return elements + decoder.finish()
  }

  /// Takes the next bytes and returns what they completed, in order.
  public mutating func decode(_ bytes: some Collection<UInt8>) -> [EventStreamElement] {
    var elements: [EventStreamElement] = []
    // About as many events as there may be; unused room costs nothing until it is touched.
    elements.reserveCapacity(bytes.count / 256)
    let done: Void? = bytes.withContiguousStorageIfAvailable { take($0, &elements) }
    if done == nil { Array(bytes).withUnsafeBufferPointer { take($0, &elements) } }
    return elements
  }

  /// Says that the body has ended, and returns what was left: an unfinished event is discarded, as
  /// the standard says, and reported.
  public mutating func finish() -> [EventStreamElement] {
    var elements: [EventStreamElement] = []
    if let matched = markBytes {
      markBytes = nil
      EventStreamDecoder.byteOrderMark[..<matched].withUnsafeBufferPointer {
        split($0, base: 0, &elements)
      }
    }
    if holdsReturn { endCarriedLine(at: consumed, &elements) }
    block.finish(partialLine: carried.isOpen ? carried : nil, into: &elements)
    carried.clear()
    return elements
  }

  /// Settles whether the body begins with a byte order mark, and passes on the rest.
  private mutating func take(
    _ bytes: UnsafeBufferPointer<UInt8>, _ elements: inout [EventStreamElement]
  ) {
    var start = 0
    while let matched = markBytes, start < bytes.count {
      if bytes[start] != EventStreamDecoder.byteOrderMark[matched] {
        // What looked like a mark was content.
        markBytes = nil
        EventStreamDecoder.byteOrderMark[..<matched].withUnsafeBufferPointer {
          split($0, base: 0, &elements)
        }
      } else {
        start += 1
        markBytes = matched == 2 ? nil : matched + 1
        if matched == 2 {
          elements.append(.anomaly(EventStreamAnomaly(kind: .leadingByteOrderMark, offset: 0)))
        }
      }
    }
    if start < bytes.count {
      split(
        UnsafeBufferPointer(rebasing: bytes[start...]), base: consumed + start, &elements)
    }
    consumed += bytes.count
  }

  /// Cuts bytes into lines. A line that lies wholly in them is used where it lies.
  ///
  /// - Parameter base: the offset in the body of the first byte.
  private mutating func split(
    _ bytes: UnsafeBufferPointer<UInt8>, base: Int, _ elements: inout [EventStreamElement]
  ) {
    var start = 0
    if holdsReturn && !bytes.isEmpty {
      if bytes[0] == UInt8(ascii: "\n") { start = 1 }
      endCarriedLine(at: base + start, &elements)
    }
    while start < bytes.count {
      let scan = LineScan(bytes, from: start)
      let piece = UnsafeBufferPointer(rebasing: bytes[start..<scan.end])
      var next = scan.end + 1
      if scan.end == bytes.count || (bytes[scan.end] == UInt8(ascii: "\r") && next == bytes.count) {
        carried.append(piece, at: base + start)
        holdsReturn = scan.end < bytes.count
        return
      }
      if bytes[scan.end] == UInt8(ascii: "\r") && bytes[next] == UInt8(ascii: "\n") { next += 1 }
      if carried.isOpen {
        carried.append(piece, at: base + start)
        endCarriedLine(at: base + next, &elements)
      } else {
        block.take(
          piece, isASCII: scan.isASCII, offset: base + start, end: base + next, into: &elements)
      }
      start = next
    }
  }

  /// Passes on the carried line, now that it is whole.
  private mutating func endCarriedLine(at end: Int, _ elements: inout [EventStreamElement]) {
    holdsReturn = false
    carried.bytes.withUnsafeBufferPointer {
      block.take($0, isASCII: false, offset: carried.offset, end: end, into: &elements)
    }
    carried.clear()
  }
}
