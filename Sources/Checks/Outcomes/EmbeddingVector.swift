import WireFormats

/// A vector as an embeddings answer carries it: numbers, or base64 of little-endian 32-bit floats.
struct EmbeddingVector {
  let values: [Double]

  /// Reads a vector; `nil` where it is neither.
  init?(_ value: JSONValue) {
    if let items = value.array {
      values = items.compactMap(\.double)
      guard values.count == items.count, !values.isEmpty else { return nil }
      return
    }
    guard let bytes = value.string.flatMap({ Base64.decode($0) }), !bytes.isEmpty,
      bytes.count % 4 == 0
    else { return nil }
    values = stride(from: 0, to: bytes.count, by: 4).map { start in
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
      return Double(Float(bitPattern: bits))
    }
    guard values.allSatisfy(\.isFinite) else { return nil }
  }

  /// The cosine of the angle to a vector of the same length; 0 where either has no length.
  func cosine(_ other: EmbeddingVector) -> Double {
    let product = zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 }
    let lengths = [values, other.values].map { $0.reduce(0) { $0 + $1 * $1 } }
    let scale = (lengths[0] * lengths[1]).squareRoot()
    return scale > 0 ? product / scale : 0
  }
}

/// Base64 (RFC 4648 section 4), read strictly.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The bytes; `nil` where the text is not padded base64.
  static func decode(_ text: String) -> [UInt8]? {
    var body = Array(text.utf8)
    guard body.count % 4 == 0 else { return nil }
    let padding = body.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    body.removeLast(padding)
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for byte in body {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      bits = (bits << 6 | UInt32(value)) & 0xFFFFFF
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    return bytes
  }
}
