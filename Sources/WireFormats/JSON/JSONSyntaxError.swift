/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The text ended inside a value, or is empty.
    case unexpectedEnd
    /// This byte cannot stand here.
    case unexpectedByte(UInt8)
    /// `NaN`, `Infinity` or `-Infinity`: not JSON, though Python writes them.
    case nonFiniteNumber
    /// A number that does not follow section 6: leading zero, `+`, a bare dot.
    case malformedNumber
    /// A control character that stands unescaped in a string.
    case unescapedControl(UInt8)
    /// A backslash that begins no escape. The offset is that of the first byte that no escape can
    /// have there.
    case malformedEscape
    /// Bytes that are not UTF-8. The offset is that of the first byte of the malformed sequence.
    case malformedUTF8
    /// A comma before `]` or `}`. The offset is that of the bracket.
    case trailingComma
    /// A comment.
    case comment
    /// Text after the value; two concatenated values read so. The offset is that of the first byte
    /// after the value that is not white space.
    case textAfterValue
    /// Nesting beyond ``JSONDocument/maximumDepth``. The offset is that of the bracket that goes
    /// beyond.
    case tooDeep
  }

  /// What is wrong.
  public let reason: Reason
  /// The zero-based offset of the offending byte.
  public let offset: Int
  /// The one-based line, counted by LF.
  public let line: Int
  /// The one-based column, in bytes.
  public let column: Int
  /// The byte that stands at the offset, `nil` at the end of the text or where it is not known. It
  /// serves the description; equality leaves it out.
  public let byte: UInt8?

  /// Makes an error.
  public init(reason: Reason, offset: Int, line: Int, column: Int, byte: UInt8? = nil) {
    self.reason = reason
    self.offset = offset
    self.line = line
    self.column = column
    self.byte = byte
  }

  /// Equal in reason and place.
  public static func == (left: JSONSyntaxError, right: JSONSyntaxError) -> Bool {
    left.reason == right.reason && left.offset == right.offset && left.line == right.line
      && left.column == right.column
  }

  /// Hashes reason and place.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(reason)
    hasher.combine(offset)
  }
}

extension JSONSyntaxError {
  /// Makes an error of what a reader found, and counts the line and column.
  init(_ failure: JSONFailure, in bytes: UnsafeBufferPointer<UInt8>) {
    var line = 1
    var lineStart = 0
    for index in 0..<min(failure.offset, bytes.count) where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    self.init(
      reason: failure.reason, offset: failure.offset, line: line,
      column: failure.offset - lineStart + 1,
      byte: failure.offset < bytes.count ? bytes[failure.offset] : nil)
  }
}

/// What a reader found wrong, before the line and column are counted.
struct JSONFailure: Error {
  let reason: JSONSyntaxError.Reason
  let offset: Int
}
