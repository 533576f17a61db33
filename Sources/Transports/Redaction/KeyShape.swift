public import Conformance

/// Something that looks like a secret and that no known secret accounts for: reason enough not to
/// keep what holds it.
public struct KeyShape: Sendable, Hashable, CustomStringConvertible {
  /// What it looks like, for instance `sk-…`, `Bearer …` or `a JSON Web Token`. Never the secret.
  public let kind: String
  /// Where it begins, in bytes.
  public let offset: Int
  /// How long it is, in bytes.
  public let count: Int

  /// Makes a shape.
  public init(kind: String, offset: Int, count: Int) {
    self.kind = kind
    self.offset = offset
    self.count = count
  }

  /// What was found and where, without the secret itself.
  public var description: String { "\(kind), \(count) bytes long, at byte \(offset)" }

  /// The first shape in some bytes, `nil` where there is none.
  static func first(in bytes: [UInt8]) -> KeyShape? {
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices where isCandidate(bytes[index]) {
        if index > 0, isWordByte(bytes[index - 1]), !endsEscape(before: index, in: bytes) {
          continue
        }
        for shape in shapes {
          if let count = shape.match(at: index, in: bytes) {
            return KeyShape(kind: shape.kind, offset: index, count: count)
          }
        }
      }
      return nil
    }
  }

  // MARK: Shapes

  private struct Shape {
    var kind: String
    var prefix: [UInt8]
    /// How many bytes must follow the prefix at least.
    var minimum: Int
    var ignoresCase = false
    /// How many dots must stand within.
    var dots = 0

    func match(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
      guard start + prefix.count + minimum <= bytes.count else { return nil }
      for (index, wanted) in prefix.enumerated() {
        let byte = bytes[start + index]
        guard byte == wanted || (ignoresCase && byte | 0x20 == wanted | 0x20) else { return nil }
      }
      let rest = bytes[(start + prefix.count)...].prefix {
        isKeyByte($0) || (dots > 0 && $0 == UInt8(ascii: "."))
      }
      guard rest.count >= minimum, rest.count(where: { $0 == UInt8(ascii: ".") }) >= dots,
        looksRandom(rest)
      else { return nil }
      return prefix.count + rest.count
    }
  }

  /// The beginnings that well-known providers give their keys, and the usual carriers.
  private static let shapes: [Shape] =
    [
      "sk-", "sk_", "fk-", "fk_", "rk_", "pk_live_", "gsk_", "csk-", "hf_", "xai-", "nvapi-",
      "pplx-", "r8_", "AIza", "AKIA", "ghp_", "gho_", "github_pat_", "glpat-", "xoxb-", "xoxp-",
    ].map { Shape(kind: "\($0)…", prefix: Array($0.utf8), minimum: 16) } + [
      Shape(kind: "a JSON Web Token", prefix: Array("eyJ".utf8), minimum: 32, dots: 2),
      Shape(kind: "Bearer …", prefix: Array("Bearer ".utf8), minimum: 16, ignoresCase: true),
      Shape(kind: "Bearer …", prefix: Array("Bearer%20".utf8), minimum: 16, ignoresCase: true),
    ]

  private static let candidates: Set<UInt8> = Set(
    shapes.flatMap { shape in
      shape.prefix.first.map { shape.ignoresCase ? [$0 | 0x20, $0 & 0xDF] : [$0] } ?? []
    })

  private static func isCandidate(_ byte: UInt8) -> Bool { candidates.contains(byte) }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// Whether the letter before an index belongs to an escape such as `\n`, or the digits to `%20`
  /// or `\u0020`, so that a word begins here all the same.
  private static func endsEscape(
    before index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    (index >= 2 && bytes[index - 2] == UInt8(ascii: "\\"))
      || (index >= 3 && bytes[index - 3] == UInt8(ascii: "%"))
      || (index >= 6 && bytes[index - 6] == UInt8(ascii: "\\")
        && bytes[index - 5] == UInt8(ascii: "u"))
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// Whether a text is a key rather than a placeholder or words: it holds letters and digits, many
  /// different ones, and none of the words that examples are made of.
  private static func looksRandom(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard bytes.contains(where: { (0x30...0x39).contains($0) }),
      bytes.contains(where: { (0x41...0x5A).contains($0 & 0xDF) }), Set(bytes).count >= 8
    else { return false }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    return !placeholders.contains { text.contains($0) }
  }

  private static let placeholders = [
    "your", "example", "placeholder", "redacted", "dummy", "invalid", "assay", "xxxxxxxx",
    "00000000", "12345678", "abcdefgh", "api-key", "apikey", "api_key",
  ]
}

extension Redactor {
  /// The first thing in some bytes that looks like a secret: what holds it must not be saved. An
  /// obvious placeholder (`sk-your-api-key`) is none.
  public func leftover(in bytes: [UInt8]) -> KeyShape? { KeyShape.first(in: bytes) }

  /// The first thing in an exchange that looks like a secret, and the part that holds it, for
  /// instance `response body` or `request field X-Trace`.
  public func leftover(in exchange: HTTPExchange) -> (shape: KeyShape, part: String)? {
    var parts: [(String, [UInt8])] = [
      ("request target", Array(exchange.request.target.utf8)),
      ("request body", exchange.request.body), ("response body", exchange.body),
    ]
    func add(_ fields: HeaderFields, _ name: String) {
      for line in fields.lines {
        parts.append(("\(name) \(line.name)", Array("\(line.name): \(line.value)".utf8)))
      }
    }
    add(exchange.request.fields, "request field")
    for head in exchange.interim { add(head.fields, "interim field") }
    if let response = exchange.response { add(response.fields, "response field") }
    add(exchange.trailers, "trailer field")
    for item in exchange.irregularities {
      parts.append(("detail of \(item.kind)", Array(item.detail.utf8)))
    }
    for (part, bytes) in parts {
      if let shape = KeyShape.first(in: bytes) { return (shape, part) }
    }
    return nil
  }
}
