import WireFormats

extension EventStreamElement {
  /// What there is to say of a thing in a stream that is no event, and where it stands.
  var note: (text: String, offset: Int)? {
    switch self {
    case .event: nil
    case .comment(let text, let offset):
      ("comment “\(VisibleText.visible(text.clipped(to: 60)))”", offset)
    case .retry(let milliseconds, let offset): ("retry \(milliseconds) ms", offset)
    case .emptyBlock(let offset): ("a block without data", offset)
    case .anomaly(let anomaly): (anomaly.kind.phrase, anomaly.offset)
    }
  }
}

extension EventStreamAnomaly.Kind {
  fileprivate var phrase: String {
    switch self {
    case .malformedUTF8: "bytes that are not UTF-8"
    case .leadingByteOrderMark: "a byte order mark"
    case .unknownField(let name, _): "unknown field “\(VisibleText.visible(name))”"
    case .idWithNull: "an id that holds U+0000"
    case .malformedRetry: "a retry that is no number"
    case .unfinishedEvent: "an unfinished event, which clients discard"
    case .unfinishedLine: "an unfinished line"
    case .tooLong: "too long, cut"
    }
  }
}

extension JSONSyntaxError {
  /// What is wrong and where, within a sentence: `a comma before the end, line 1, column 7`.
  var phrase: String {
    let what =
      switch reason {
      case .unexpectedEnd: "it ends too early"
      case .unexpectedByte(let byte):
        "unexpected byte 0x" + String(byte, radix: 16, uppercase: true)
      case .nonFiniteNumber: "NaN or Infinity"
      case .malformedNumber: "a malformed number"
      case .unescapedControl: "an unescaped control character"
      case .malformedEscape: "a malformed escape"
      case .malformedUTF8: "bytes that are not UTF-8"
      case .trailingComma: "a comma before the end of a list"
      case .comment: "a comment"
      case .textAfterValue: "text after the value"
      case .tooDeep: "nested too deep"
      }
    return "\(what), line \(line), column \(column)"
  }
}
