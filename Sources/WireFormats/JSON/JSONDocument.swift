/// The result of reading one JSON text: the value and what was irregular about the text.
public struct JSONDocument: Sendable {
  /// The value.
  public let value: JSONValue
  /// What is legal or survivable but breaks some clients: duplicate members, lone surrogates,
  /// integers beyond 2^53, a byte order mark. In order of offset.
  public let anomalies: [JSONAnomaly]

  /// The deepest nesting that is read; deeper text is a ``JSONSyntaxError``.
  public static let maximumDepth = 512

  /// Reads one JSON text (RFC 8259), strictly.
  ///
  /// - Parameter bytes: the whole text; nothing may follow the value but white space.
  /// - Throws: ``JSONSyntaxError`` with the offset of the first byte that cannot be right.
  public init(parsing bytes: some Collection<UInt8>) throws(JSONSyntaxError) {
    throw JSONSyntaxError(reason: .unexpectedEnd, offset: 0, line: 1, column: 1)
  }

  /// The half-open byte range of the value that a pointer names in a text that parses, or `nil`
  /// where nothing is there. Offsets count from the first byte of `bytes`.
  public static func byteRange(of pointer: JSONPointer, in bytes: some Collection<UInt8>) -> Range<
    Int
  >? {
    nil
  }
}

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
    /// A backslash that begins no escape.
    case malformedEscape
    /// Bytes that are not UTF-8.
    case malformedUTF8
    /// A comma before `]` or `}`.
    case trailingComma
    /// A comment.
    case comment
    /// Text after the value; two concatenated values read so.
    case textAfterValue
    /// Nesting beyond ``JSONDocument/maximumDepth``.
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

  /// Makes an error.
  public init(reason: Reason, offset: Int, line: Int, column: Int) {
    self.reason = reason
    self.offset = offset
    self.line = line
    self.column = column
  }
}

/// Something in a JSON text that is not a syntax error but that clients stumble over.
public struct JSONAnomaly: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// An object has this member name more than once.
    case duplicateMember(String)
    /// A `\uD800`–`\uDFFF` escape without its partner; reads as U+FFFD.
    case loneSurrogate
    /// An integer beyond ±(2^53 − 1), which many clients round; the payload is its spelling.
    case integerBeyondDouble(String)
    /// The text begins with a byte order mark.
    case byteOrderMark
  }

  /// What it is.
  public let kind: Kind
  /// The zero-based byte offset at which it stands.
  public let offset: Int

  /// Makes an anomaly.
  public init(kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}
