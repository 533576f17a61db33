/// Writes a value as JSON text, with a stack of its own rather than by recursion.
struct JSONWriter {
  enum Style {
    case compact
    case indented
    case canonical
  }

  /// An array or object that is being written, and how far.
  private struct Frame {
    let items: [JSONValue]
    let members: [JSONObject.Member]
    let isObject: Bool
    var next = 0

    var count: Int { isObject ? members.count : items.count }
  }

  private let style: Style
  private var out: [UInt8] = []
  private var frames: [Frame] = []

  /// The text of a value.
  static func text(of value: JSONValue, style: Style) -> String {
    var writer = JSONWriter(style: style)
    writer.writeOrOpen(value)
    while !writer.frames.isEmpty { writer.advance() }
    return writer.out.withUnsafeBufferPointer { String(verifiedUTF8: $0, isASCII: false) }
  }

  private init(style: Style) { self.style = style }

  /// Writes a scalar, or the opening bracket of an array or object.
  private mutating func writeOrOpen(_ value: JSONValue) {
    switch value {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: value ? "true".utf8 : "false".utf8)
    case .number(let number):
      out.append(contentsOf: (style == .canonical ? number.canonicalLexeme : number.lexeme).utf8)
    case .string(let text): writeQuoted(text)
    case .array(let items):
      out.append(UInt8(ascii: "["))
      frames.append(Frame(items: items, members: [], isObject: false))
    case .object(let object):
      out.append(UInt8(ascii: "{"))
      let members = style == .canonical ? object.sortedMembers : object.members
      frames.append(Frame(items: [], members: members, isObject: true))
    }
  }

  /// Writes the next item or member of the innermost array or object, or its closing bracket.
  private mutating func advance() {
    let last = frames.count - 1
    let index = frames[last].next
    frames[last].next += 1
    if index == frames[last].count {
      let frame = frames.removeLast()
      if index > 0 { breakLine() }
      return out.append(frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }
    if index > 0 { out.append(UInt8(ascii: ",")) }
    breakLine()
    if frames[last].isObject {
      let member = frames[last].members[index]
      writeQuoted(member.name)
      out.append(UInt8(ascii: ":"))
      if style == .indented { out.append(UInt8(ascii: " ")) }
      writeOrOpen(member.value)
    } else {
      writeOrOpen(frames[last].items[index])
    }
  }

  /// Begins a new line at the present depth, where the style has lines.
  private mutating func breakLine() {
    guard style == .indented else { return }
    out.append(UInt8(ascii: "\n"))
    for _ in 0..<frames.count { out.append(contentsOf: "  ".utf8) }
  }

  private mutating func writeQuoted(_ text: String) {
    var text = text
    out.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices {
        let byte = bytes[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
          continue
        }
        out.append(contentsOf: bytes[start..<index])
        writeEscape(byte)
        start = index + 1
      }
      out.append(contentsOf: bytes[start...])
    }
    out.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): out.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): out.append(contentsOf: "\\\\".utf8)
    case UInt8(ascii: "\n"): out.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): out.append(contentsOf: "\\r".utf8)
    case UInt8(ascii: "\t"): out.append(contentsOf: "\\t".utf8)
    default:
      let digits = Array("0123456789abcdef".utf8)
      out.append(contentsOf: "\\u00".utf8)
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 0x0F)])
    }
  }
}
