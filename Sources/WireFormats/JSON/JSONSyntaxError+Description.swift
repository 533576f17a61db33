extension JSONSyntaxError: CustomStringConvertible {
  /// The error as one clear sentence, for instance `line 3, column 14: a comma stands before "}"`.
  public var description: String { "line \(line), column \(column): \(sentence)" }

  private var sentence: String {
    switch reason {
    case .unexpectedEnd where offset == 0: "there is no text"
    case .unexpectedEnd: "the text ends inside a value"
    case .unexpectedByte(UInt8(ascii: "'")): "a single quote stands here; JSON has double quotes"
    case .unexpectedByte(let byte): "\(byte.quotedForReader) cannot stand here"
    case .nonFiniteNumber: "a number that is not finite; JSON has no NaN and no Infinity"
    case .malformedNumber: "a number goes on with \(found), which RFC 8259 section 6 does not allow"
    case .unescapedControl(let byte): "\(byte.quotedForReader) stands unescaped in a string"
    case .malformedEscape: "an escape goes on with \(found), which no escape can"
    case .malformedUTF8: "\(found) is not UTF-8 here"
    case .trailingComma: "a comma stands before \(found)"
    case .comment: "a comment begins; JSON has none"
    case .textAfterValue: "\(found) follows the value, after which nothing may stand"
    case .tooDeep: "nesting goes beyond \(JSONDocument.maximumDepth) levels"
    }
  }

  private var found: String { byte?.quotedForReader ?? "the next byte" }
}

extension JSONAnomaly: CustomStringConvertible {
  /// The anomaly as one clear sentence, for instance `byte 17: the member "a" stands more than
  /// once`.
  public var description: String { "byte \(offset): \(sentence)" }

  private var sentence: String {
    switch kind {
    case .duplicateMember(let name):
      "the member \(JSONValue.string(name).serialized()) stands more than once"
    case .loneSurrogate: "half of a surrogate pair stands alone"
    case .integerBeyondDouble(let lexeme):
      "\(lexeme) is beyond the integers that a double holds exactly (2^53 − 1)"
    case .byteOrderMark: "the text begins with a byte order mark"
    }
  }
}

extension UInt8 {
  /// The byte as a reader would name it: `"}"`, or `byte 0x1F` where it has no picture.
  var quotedForReader: String {
    switch self {
    case UInt8(ascii: "\""): "a double quote"
    case 0x21...0x7E: "\"\(Character(Unicode.Scalar(self)))\""
    default: "byte 0x" + (self < 0x10 ? "0" : "") + String(self, radix: 16, uppercase: true)
    }
  }
}
