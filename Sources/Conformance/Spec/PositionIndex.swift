import WireFormats

/// Where each value of a JSON text stands, from one pass over a text that is known to parse: a spec
/// makes hundreds of claims, and each knows its line.
struct PositionIndex: Sendable {
  private var offsets: [JSONPointer: Int] = [:]
  private var lineStarts = [0]

  init(of bytes: [UInt8]) {
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lineStarts.append(offset + 1)
    }
    var scanner = Scanner(bytes: bytes)
    scanner.scanValue(at: JSONPointer(), into: &offsets)
  }

  /// The offset of the value that a pointer names; of the nearest value around it where nothing is
  /// there.
  func offset(of pointer: JSONPointer) -> Int {
    var path = pointer
    while !path.tokens.isEmpty {
      if let offset = offsets[path] { return offset }
      path.tokens.removeLast()
    }
    return offsets[path] ?? 0
  }

  /// The pointer of the first value that begins behind an offset; the whole document where none does.
  func pointer(after offset: Int) -> JSONPointer {
    offsets.filter { $0.value > offset }.min { $0.value < $1.value }?.key ?? JSONPointer()
  }

  /// The one-based line and column of an offset.
  func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - lineStarts[low] + 1)
  }
}

/// Walks over a text that parses; on any other it stops early and never reads beyond the end.
private struct Scanner {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func scanValue(at pointer: JSONPointer, into offsets: inout [JSONPointer: Int]) {
    skip { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 || $0 >= 0x80 }
    offsets[pointer] = position
    switch current {
    case UInt8(ascii: "{"): scanObject(at: pointer, into: &offsets)
    case UInt8(ascii: "["): scanArray(at: pointer, into: &offsets)
    case UInt8(ascii: "\""): _ = scanString()
    default: skip { !",]}\n\r\t ".utf8.contains($0) }
    }
  }

  private mutating func scanObject(at pointer: JSONPointer, into offsets: inout [JSONPointer: Int])
  {
    position += 1
    while advance(to: "\"", before: "}") {
      let name = scanString()
      guard advance(to: ":", before: "}") else { return }
      position += 1
      scanValue(at: pointer.appending(name), into: &offsets)
    }
    position += 1
  }

  private mutating func scanArray(at pointer: JSONPointer, into offsets: inout [JSONPointer: Int]) {
    position += 1
    var index = 0
    while true {
      skip { " \n\r\t,".utf8.contains($0) }
      guard let byte = current, byte != UInt8(ascii: "]") else { break }
      let start = position
      scanValue(at: pointer.appending(index), into: &offsets)
      // Only a text that does not parse leaves the place unmoved.
      if position == start { return }
      index += 1
    }
    position += 1
  }

  private mutating func scanString() -> String {
    let start = position
    position += 1
    while let byte = current, byte != UInt8(ascii: "\"") {
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
    let end = min(position, bytes.count)
    let text = bytes[start..<end]
    guard text.contains(UInt8(ascii: "\\")) else {
      return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
    }
    do throws(JSONSyntaxError) {
      return try JSONDocument(parsing: text).value.string ?? ""
    } catch {
      return ""
    }
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte = current, condition(byte) { position += 1 }
  }

  /// Goes to the next of one character; `false` where the other, or the end, comes first.
  private mutating func advance(to wanted: Character, before end: Character) -> Bool {
    skip { $0 != wanted.asciiValue && $0 != end.asciiValue }
    return current == wanted.asciiValue && current != nil
  }
}
