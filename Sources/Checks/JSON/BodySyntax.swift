import Conformance
import WireFormats

/// A body that is called JSON, or begins like it, is one JSON text (RFC 8259 section 2).
enum BodySyntax: Check {
  static let description = CheckDescription(
    id: "json.syntax", family: "json", rule: "A JSON body is one JSON text.", level: .must,
    consequence: "Parsers refuse the whole answer.", source: .json("section 2, JSON Grammar"))

  static func examine(_ evidence: Evidence, in context: CheckContext) -> CheckOutcome {
    switch evidence.payload {
    case .json: return .passed
    case .malformedJSON(let error):
      return .found(
        context.finding(
          description, at: evidence.place(offset: error.offset), expected: "one JSON text",
          actual: "\(error.phrase) at line \(error.line), column \(error.column): "
            + evidence.excerpt(around: error.offset)))
    case .empty, .eventStream, .other: return .notApplicable
    }
  }
}

extension Evidence {
  /// The bytes of the body around an offset, as a message shows them.
  func excerpt(around offset: Int) -> String {
    let body = exchange.body
    let start = max(0, min(offset, body.count) - 24)
    let end = min(body.count, offset + 24)
    return String(decoding: body[start..<end], as: UTF8.self).quoted
  }
}

extension JSONSyntaxError {
  /// The cause in a few words.
  var phrase: String {
    switch reason {
    case .unexpectedEnd: "the text ends inside a value"
    case .unexpectedByte(let byte): "unexpected \(Self.name(of: byte))"
    case .nonFiniteNumber: "NaN or Infinity, which JSON does not have"
    case .malformedNumber: "a malformed number"
    case .unescapedControl(let byte): "an unescaped control character \(Self.name(of: byte))"
    case .malformedEscape: "a malformed escape"
    case .malformedUTF8: "bytes that are not UTF-8"
    case .trailingComma: "a trailing comma"
    case .comment: "a comment"
    case .textAfterValue: "text after the value"
    case .tooDeep: "nesting too deep to read"
    }
  }

  private static func name(of byte: UInt8) -> String {
    (0x21...0x7E).contains(byte)
      ? "\"\(Character(Unicode.Scalar(byte)))\"" : "byte 0x" + String(byte, radix: 16)
  }
}
