/// The strings of a JSON body or of a stream of JSON events, put together as a client does: a secret
/// that each `delta` holds a few letters of stands whole nowhere in the bytes and all the same on the
/// screen of whoever reads them.
///
/// It reads tolerantly and judges nothing: what is no JSON yields no strings.
struct SplitText {
  private let bytes: [UInt8]
  /// The insides of string literals, in order, for each way in which they may belong together.
  private var groups: [String: [Range<Int>]] = [:]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    gather()
  }

  /// The places in the body of what stands in more than one string.
  ///
  /// - Parameter find: finds secrets in bytes.
  func cuts(of find: ([UInt8]) -> [Range<Int>]) -> [Range<Int>] {
    groups.values.flatMap { pieces -> [Range<Int>] in
      guard pieces.count > 1 else { return [] }
      var text: [UInt8] = []
      for piece in pieces { decode(piece) { byte, _ in text.append(byte) } }
      let found = find(text)
      return found.isEmpty ? [] : places(of: found, in: pieces)
    }
  }

  /// Where the given ranges of the text that some pieces make up stand in the body.
  private func places(of found: [Range<Int>], in pieces: [Range<Int>]) -> [Range<Int>] {
    var cuts: [Range<Int>] = []
    var position = 0
    var next = 0
    for piece in pieces {
      var cut: Range<Int>?
      decode(piece) { _, place in
        while next < found.count, found[next].upperBound <= position { next += 1 }
        if next < found.count, found[next].contains(position) {
          cut = (cut?.lowerBound ?? place.lowerBound)..<place.upperBound
        } else if let whole = cut {
          cuts.append(whole)
          cut = nil
        }
        position += 1
      }
      if let cut { cuts.append(cut) }
    }
    return cuts
  }

  // MARK: Reading

  /// Sorts the strings by member name; by name and place among those of that name in the line; and
  /// by these and the numbers called `index` in the line: answers of several choices come mixed.
  private mutating func gather() {
    var line: [(name: String, ordinal: Int, place: Range<Int>)] = []
    var ordinals: [String: Int] = [:]
    var indexes = ""
    var name = ""
    func key(_ name: String, _ ordinal: Int) -> String { "\(name)\n\(ordinal)" }
    var index = 0
    while index <= bytes.count {
      if index == bytes.count || bytes[index] == UInt8(ascii: "\n") {
        for piece in line {
          let place = key(piece.name, piece.ordinal)
          groups[piece.name, default: []].append(piece.place)
          groups[place, default: []].append(piece.place)
          groups["\(place)\n\(indexes)", default: []].append(piece.place)
        }
        (line, ordinals, indexes, name) = ([], [:], "", "")
        index += 1
      } else if bytes[index] == UInt8(ascii: "\"") {
        let inside = index + 1..<endOfString(from: index + 1)
        index = inside.upperBound + 1
        let after = bytes[min(index, bytes.count)...].first { $0 != 0x20 && $0 != 0x09 }
        if after == UInt8(ascii: ":") {
          name = String(decoding: bytes[inside], as: UTF8.self)
        } else {
          line.append((name, ordinals[name, default: 0], inside))
          ordinals[name, default: 0] += 1
        }
      } else {
        if name == "index", (0x30...0x39).contains(bytes[index]) {
          indexes += "\(bytes[index]) "
        }
        index += 1
      }
    }
  }

  /// Where a string literal ends: at its quotation mark, or with the line that it does not end in.
  private func endOfString(from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != 0x0A {
      let skipsNext = bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count
      index += skipsNext && bytes[index + 1] != 0x0A ? 2 : 1
    }
    return index
  }

  /// Gives each byte that a literal stands for, with its place in the body.
  private func decode(_ literal: Range<Int>, _ take: (UInt8, Range<Int>) -> Void) {
    var index = literal.lowerBound
    while index < literal.upperBound {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < literal.upperBound else {
        take(bytes[index], index..<index + 1)
        index += 1
        continue
      }
      var end = index + 2
      switch bytes[index + 1] {
      case UInt8(ascii: "u"):
        end = min(index + 6, literal.upperBound)
        let digits = String(decoding: bytes[index + 2..<end], as: UTF8.self)
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        for byte in String(scalar).utf8 { take(byte, index..<end) }
      case UInt8(ascii: "n"): take(0x0A, index..<end)
      case UInt8(ascii: "r"): take(0x0D, index..<end)
      case UInt8(ascii: "t"): take(0x09, index..<end)
      case let other: take(other, index..<end)
      }
      index = end
    }
  }
}
