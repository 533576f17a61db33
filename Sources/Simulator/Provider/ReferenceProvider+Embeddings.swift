#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Conformance
import WireFormats

extension ReferenceProvider {
  /// The embeddings of all inputs, in order.
  func embeddings(_ body: JSONObject) throws(Rejection) -> JSONValue {
    let parameter = { (name: String) -> JSONValue? in
      let value = spec.endpoint("embeddings")?.parameter(name) == nil ? nil : body[name]
      return value?.isNull == true ? nil : value
    }
    let inputs = try Self.inputs(body["input"])
    let dimensions = parameter("dimensions")?.int ?? documented.embeddingLength
    let isBase64 = parameter("encoding_format")?.string == "base64"
    var tokens = 0
    var rows: [JSONValue] = []
    for (index, ids) in inputs.enumerated() {
      tokens += ids.count
      let vector = Self.vector(of: ids, dimensions: dimensions)
      rows.append([
        "object": "embedding", "index": .integer(index),
        "embedding": isBase64
          ? .string(Base64.encode(vector.flatMap(Self.littleEndian)))
          : .array(vector.map { JSONValue.decimal($0.description) ?? .integer(0) }),
      ])
    }
    return [
      "object": "list", "data": .array(rows), "model": body["model"] ?? .string(""),
      "usage": ["prompt_tokens": .integer(tokens), "total_tokens": .integer(tokens)],
    ]
  }

  /// Each input as tokens: a text, several texts, tokens, or several rows of tokens.
  private static func inputs(_ value: JSONValue?) throws(Rejection) -> [[Int]] {
    switch value {
    case .string(let text)? where !text.isEmpty: return [Vocabulary.encode(text)]
    case .array(let items)? where !items.isEmpty:
      let numbers = items.compactMap(\.int)
      if numbers.count == items.count { return [numbers] }
      var rows: [[Int]] = []
      for item in items {
        if let text = item.string, !text.isEmpty {
          rows.append(Vocabulary.encode(text))
        } else if let row = item.array, !row.isEmpty, row.allSatisfy({ $0.int != nil }) {
          rows.append(row.compactMap(\.int))
        } else {
          throw Rejection(
            .invalidRequest, parameter: "input",
            "'input' has an item that is empty or neither text nor tokens.")
        }
      }
      return rows
    default:
      throw Rejection(
        .invalidRequest, parameter: "input", "'input' must be a text or a list, and not empty.")
    }
  }

  /// A vector of length 1 that depends on the tokens alone: near for texts that share tokens.
  private static func vector(of ids: [Int], dimensions: Int) -> [Float] {
    var sum = [Double](repeating: 0, count: max(1, dimensions))
    for id in ids {
      var random = SeededRandom(seed: UInt64(bitPattern: Int64(id)) &+ 17)
      for index in sum.indices { sum[index] += random.unit() - 0.5 }
    }
    let length = sqrt(sum.reduce(0) { $0 + $1 * $1 })
    return sum.map { Float(length > 0 ? $0 / length : 0) }
  }

  private static func littleEndian(_ number: Float) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt32($0))) }
  }
}

/// Base 64 (RFC 4648 section 4).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text for bytes, padded.
  static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for index in 0..<3 {
        bits = bits << 8 | (index < group.count ? Int(group[start + index]) : 0)
      }
      for index in 0..<4 {
        let isPadding = index > group.count
        out.append(isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * index) & 63])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whether a text is base 64: the right letters, padded to groups of four.
  static func isValid(_ text: Substring) -> Bool {
    let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard !text.isEmpty, text.utf8.count % 4 == 0, padding <= 2 else { return false }
    return text.utf8.dropLast(padding).allSatisfy { alphabet.contains($0) }
  }
}
