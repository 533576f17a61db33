/// Reads the chunked transfer coding of a request body (RFC 9112 section 7.1).
struct ChunkedBody: Sendable {
  private enum Place: Sendable {
    case size
    case data(left: Int)
    case dataEnd
    case trailer
    case complete
  }

  /// The longest line of a chunk size or a trailer, and the most trailers.
  private static let longestLine = 4096
  private static let mostTrailers = 64

  private var place = Place.size
  private var trailers = 0

  /// Whether the last chunk and the trailers were read.
  var isComplete: Bool {
    if case .complete = place { return true }
    return false
  }

  /// Reads what it can.
  ///
  /// - Returns: how many bytes were used up.
  mutating func read(_ bytes: [UInt8], into body: inout [UInt8], limit: Int) throws(RequestRefusal)
    -> Int
  {
    var position = 0
    while true {
      switch place {
      case .complete: return position
      case .data(let left):
        let taken = min(left, bytes.count - position)
        body += bytes[position..<(position + taken)]
        position += taken
        guard taken == left else {
          place = .data(left: left - taken)
          return position
        }
        place = .dataEnd
      case .size, .dataEnd, .trailer:
        guard let line = try Self.line(of: bytes, from: position) else { return position }
        position = line.next
        try take(bytes[line.content], held: body.count, limit: limit)
      }
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>, held: Int, limit: Int)
    throws(RequestRefusal)
  {
    switch place {
    case .size:
      let size = try Self.size(line)
      guard size <= limit - held else {
        throw RequestRefusal(status: 413, reason: "The body is larger than \(limit) bytes.")
      }
      place = size == 0 ? .trailer : .data(left: size)
    case .dataEnd:
      guard line.isEmpty else {
        throw RequestRefusal(status: 400, reason: "A chunk is longer than its size.")
      }
      place = .size
    case .trailer:
      trailers += 1
      guard trailers <= Self.mostTrailers else {
        throw RequestRefusal(status: 431, reason: "There are too many trailer fields.")
      }
      if line.isEmpty { place = .complete }
    case .data, .complete: break
    }
  }

  /// The next line without its end, and where the one after it begins.
  private static func line(of bytes: [UInt8], from start: Int) throws(RequestRefusal) -> (
    content: Range<Int>, next: Int
  )? {
    let end = min(bytes.count, start + longestLine)
    guard let feed = bytes[start..<end].firstIndex(of: 0x0A) else {
      guard end - start < longestLine else {
        throw RequestRefusal(status: 400, reason: "A line of the chunked coding is too long.")
      }
      return nil
    }
    let content = feed > start && bytes[feed - 1] == 0x0D ? feed - 1 : feed
    return (start..<content, feed + 1)
  }

  private static func size(_ line: ArraySlice<UInt8>) throws(RequestRefusal) -> Int {
    let digits = line.prefix { $0 != 0x3B && $0 != 0x20 && $0 != 0x09 }
    guard !digits.isEmpty, digits.count <= 15,
      digits.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF) }),
      let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw RequestRefusal(status: 400, reason: "A chunk size is malformed.") }
    return size
  }
}
