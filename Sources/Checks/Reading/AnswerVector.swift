import Conformance
import WireFormats

/// One vector of an embeddings answer.
struct AnswerVector {
  let pointer: JSONPointer
  let index: Int?
  /// The numbers, whichever way they came; `nil` where the text is no base64 of 32-bit floats.
  let numbers: [Double]?
  let isText: Bool
}

extension Evidence {
  /// The vectors of a 2xx embeddings answer; `nil` where there is no list.
  var embeddingVectors: [AnswerVector]? {
    guard endpoint == "embeddings", isSuccess, let data = json?["data"]?.array else { return nil }
    return data.enumerated().map { position, item in
      let vector = item["embedding"]
      let numbers =
        vector?.array.map { $0.compactMap(\.double) } ?? vector?.string.flatMap(FloatText.floats)
      return AnswerVector(
        pointer: .path("data", position), index: item["index"]?.int, numbers: numbers,
        isText: vector?.string != nil)
    }
  }

  /// How many inputs an embeddings request has: one for a text or one list of tokens; `nil` where it
  /// is not said in a known way.
  var embeddingInputCount: Int? {
    guard let input = requestBody?["input"] else { return nil }
    if input.string != nil { return 1 }
    guard let items = input.array, let first = items.first else { return nil }
    return first.number != nil ? 1 : items.count
  }
}

/// Numbers in base64 (RFC 4648 section 4).
enum FloatText {
  /// The little-endian 32-bit floats that a text holds; `nil` where it is no base64, or not of whole
  /// floats.
  static func floats(_ text: String) -> [Double]? {
    guard let bytes = decode(text), bytes.count % 4 == 0 else { return nil }
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      let pattern = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
      return Double(Float(bitPattern: pattern))
    }
  }

  private static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    var padding = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      bits = bits << 6 | value
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    return padding <= 2 && text.utf8.count % 4 == 0 ? bytes : nil
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
